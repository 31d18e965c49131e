// One Node engine in a process of its own, taking turns with the others; the protocol is the one of worker.py.
//     node worker.cjs FOLDER-WITH-NODE_MODULES ENGINE
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const readline = require("node:readline");
const from = require("node:module").createRequire(path.join(process.argv[2], "package.json"));

function docxtemplater() {
  const PizZip = from("pizzip");
  const Docxtemplater = from("docxtemplater");
  return async (template, facts) => {
    const made = new Docxtemplater(new PizZip(template), { paragraphLoop: true, linebreaks: true });
    made.render(facts);
    return made.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
  };
}

function easyTemplateX() {
  const { TemplateHandler } = from("easy-template-x");
  const handler = new TemplateHandler();
  return (template, facts) => handler.process(template, facts);
}

const cpuOf = (used) => (used.user + used.system) / 1000;

function memory() {
  const peak = process.resourceUsage().maxRSS / 1024;
  return { rss: process.memoryUsage().rss / 2 ** 20, peak };
}

async function main() {
  const before = process.cpuUsage();
  const fill = process.argv[3] === "docxtemplater" ? docxtemplater() : easyTemplateX();
  const opening = cpuOf(process.cpuUsage(before));
  let opened = "", told = "", template = null, rows = [], next = 0;
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const job = JSON.parse(line);
    if (job.template !== opened) [opened, template] = [job.template, fs.readFileSync(job.template)];
    if (job.facts !== told) {
      told = job.facts;
      rows = fs.readFileSync(told, "utf8").split("\n").filter(Boolean).map((row) => JSON.parse(row));
    }
    let data = null;
    const cpu = process.cpuUsage();
    const wall = performance.now();
    for (let i = 0; i < job.times; i++) data = await fill(template, rows[next++ % rows.length]);
    const answer = { wall: performance.now() - wall, cpu: cpuOf(process.cpuUsage(cpu)), open_cpu: opening };
    if (job.save) fs.writeFileSync(job.save, data);
    process.stdout.write(JSON.stringify({ ...answer, ...memory(), bytes: data.length }) + "\n");
  }
}

main();

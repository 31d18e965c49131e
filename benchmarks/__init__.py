"""The benchmarks of docgen: see `benchmarks/README.md`."""

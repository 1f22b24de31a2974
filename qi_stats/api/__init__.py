"""The engine of a plan for a notebook: a frame in, a result out; `import qi_stats as qi`."""

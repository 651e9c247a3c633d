"""The workbench: local pages on 127.0.0.1 over one case and one evidence ledger."""

"""Command line, pages and exports."""

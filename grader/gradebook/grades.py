"""PLACEHOLDER until merged: grades without policies."""

"""The demonstration: its content, its scenes and its tour. Installed by amihr/settings/demo.py only."""

"""What the pages of this room read, narrowed by ``candidatures.acces`` and by the publication."""

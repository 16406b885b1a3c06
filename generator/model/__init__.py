"""What the content is made of: frozen records that declare their own keys."""

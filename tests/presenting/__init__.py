"""A seminar's slides as files: PowerPoint, and PDF of slides and handout."""

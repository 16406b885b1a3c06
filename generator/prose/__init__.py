"""What surrounds the Markdown converter: dialects, limits, our passes over its HTML, and reading the result.

``markup`` is the door to all of it, and the only module that knows Python-Markdown and nh3.
"""

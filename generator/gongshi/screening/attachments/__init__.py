"""Files that hand-written content publishes beside its pages, screened like the pages.

What is read: every text in a PDF, a workbook, a Word document, a drawing, a text file; what a
picture says of itself (EXIF, XMP, IPTC, comments). What nobody here can read: pixels, and letters
that were turned into outlines in a drawing. A page without text in a PDF is therefore refused, and
pictures of an official edition want a human check, noted in attachments.yaml (`checks`).

Each file is read in a process of its own (`reading`, `worker`), with bounds on time and memory: a
hostile file costs a finding, never the build.
"""

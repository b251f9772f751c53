"""What others read of the package: citations, and descriptions for catalogues and programs, all made from descriptor and schemas."""

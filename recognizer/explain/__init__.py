"""What lies behind one answer, written down: pictures, tables, arrays, and a page to hand out."""

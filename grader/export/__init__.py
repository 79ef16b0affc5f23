"""Grades out: into files that instructors already have, and into ones that other programs read.

    canvas, moodle     the file that was downloaded, with nothing changed but grades
    gradescope         ``results.json`` of one submission, as their autograders write it
    tables, document, junit    new files: CSV, JSON, JUnit's XML
    pack               the feedback pages, as a platform takes them back
    autograder         the zip that makes a course an autograder on Gradescope

Functions of grades and bytes; only ``forms`` reads a gradebook, and nothing decides a grade. One
that is not known stays empty everywhere, and is never 0.
"""

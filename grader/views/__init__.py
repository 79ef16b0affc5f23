"""The notebook views: for each submission a page that shows what was handed in.

Theory of operation
===================

Views are made after a result is kept, in the background and at the lowest priority::

    grader run         asks for a view and goes on grading (``background``)
     +-- maker         trusted: reads the files again, cleans and renders (``maker``)
          +-- converter zygote    nbconvert, nothing secret (``grader.sandbox.converter_zygote``)
               +-- converter      one per submission; forked, confined like a candidate, killed

A notebook's bytes are parsed in the converter alone. What comes back is limited and checked in form
(``conversion``), cleaned by nh3 (``cleaning``) and set into a page of ours (``page``). A notebook
that crashes, hangs or floods its converter costs itself: the page says that it can't be shown.

A student's page links to its view before there is one. So each view that was asked for becomes a
page: where it can't be made, because the maker died or the run was interrupted, one that says so.
"""

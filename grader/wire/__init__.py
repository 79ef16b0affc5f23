"""Plain values and tensors over a socket: the only thing that trusted and untrusted code share.

Nothing here can run code: no pickle, no object hooks, no names that are looked up. ``values`` says
what may cross, ``frames`` how it is cut into bytes, ``messages`` which requests and replies there
are. Both sides use the same code; the trusted side believes none of what it receives.
"""

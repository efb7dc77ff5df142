"""The machine interface: what everybody may read, at fixed addresses, without sign-in, sessions or cookies.

Words: *endpoint* (a view that answers machines), *problem* (an error by RFC 9457). See ``docs/reference/api.md``.
"""

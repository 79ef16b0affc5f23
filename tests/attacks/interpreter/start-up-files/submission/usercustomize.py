open("/tmp/canary-user", "w")

open("/tmp/canary-setup", "w")

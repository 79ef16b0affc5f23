open("/tmp/canary-site", "w")

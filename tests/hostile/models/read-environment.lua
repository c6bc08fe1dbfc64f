error(os.getenv("LUNETTE_TEST_CANARY"))

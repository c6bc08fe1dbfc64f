error("\n::error file=x::forged\n##[set-output]x", 0)

mesh "open" { type = "istio",
  security = { mtls = "permissive" }, -- expect: mesh/mtls-permissive "'open' lets callers in that neither encrypt nor say who they are"
}
mesh "bare" { type = "istio", tags = { "pci" },
  security = { mtls = "disabled" }, -- expect: mesh/mtls-permissive "in 'bare' nobody encrypts"
}

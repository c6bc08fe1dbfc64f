-- exit: 3
local ms = require "microservices".Microservice() -- expect: model/runtime "has no 'Microservice'; it has APIGatewayManager"

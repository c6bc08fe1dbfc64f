-- Films for everybody, all at the same minute: a model about load.
--
--   contexts.lua   six contexts and who depends on whom
--   capacity.lua   how much of everything: one table, read it first; the services include it
--   playback.lua   press play: the core, and the strictest numbers
--   discovery.lua  the home screen: GraphQL in front, taste behind
--   catalog.lua, viewers.lua, supply.lua, insight.lua: the other four contexts
--   edge.lua       content delivery network, gateway, mesh, limits
--   load.lua       a Saturday night and a premiere, request by request
--   chaos.lua      what we break on purpose, and what must not be noticed

architecture "Streaming Platform" {
  description = "Films and series, on any screen, at any hour",
  pattern = "microservices", version = "7.4", owner = "reliability",
}

team "player"      { contact = "#player",      description = "From pressing play to the last frame" }
team "screens"     { contact = "#screens",     description = "What viewers see before they press play" }
team "content"     { contact = "#content",     description = "From the studio's file to the catalog" }
team "data"        { contact = "#data",        description = "What is watched, and how well" }
team "reliability" { contact = "#reliability", description = "Edge, capacity, game days" }

actor "viewer" { description = "Looks around, then watches" }
actor "studio" { description = "Delivers films" }

include "contexts.lua"
include "playback.lua"
include "discovery.lua"
include "catalog.lua"
include "viewers.lua"
include "supply.lua"
include "insight.lua"
include "edge.lua"
include "load.lua"
include "chaos.lua"

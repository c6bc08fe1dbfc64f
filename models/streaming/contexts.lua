-- Six contexts. Everything that viewers wait for depends on the catalog, and the catalog on nobody.

context "catalog" {
  description = "What there is to watch, where and when",
  subdomain = "supporting", owner = "content",
  language = {
    Title  = "A film or an episode as viewers know it",
    Window = "From when until when, and where, we have the right to show a title",
  },
  aggregates = { "Title" },
}

context "playback" {
  description = "From pressing play to the last frame",
  subdomain = "core", owner = "player",
  language = {
    Session  = "One viewer watching one title on one device",
    Manifest = "The list of segments a player may choose from, second by second",
    Segment  = "Four seconds of video at one bitrate: the piece that caches keep",
    Ticket   = "The right to ask for the keys of one session",
  },
  aggregates = { "Session" },
}

context "discovery" {
  description = "Finding something to watch before the popcorn is cold",
  subdomain = "core", owner = "screens",
  language = {
    Row     = "A named list of titles on the home screen",
    Ranking = "The order of a row for one profile",
  },
  aggregates = { "Home screen" },
}

context "viewers" {
  description = "Households, the people in them, what they have seen",
  subdomain = "generic", owner = "screens",
  language = {
    Household = "Who pays",
    Profile   = "Who watches: one person of a household",
    Shelf     = "Titles that a profile has begun, or keeps for later",
  },
  aggregates = { "Household", "Profile" },
}

context "supply" {
  description = "From the studio's file to every screen size",
  subdomain = "supporting", owner = "content",
  language = {
    Master    = "The file as the studio delivers it, some hundred gigabytes",
    Chunk     = "Ten seconds of a master, worked on by itself",
    Rendition = "A title in one resolution and codec",
    Release   = "A title going live everywhere in the same minute",
  },
  aggregates = { "Release" },
}

context "insight" {
  description = "What is watched, and how well it plays",
  subdomain = "supporting", owner = "data",
  language = {
    Beat               = "What a player reports every two minutes",
    Trend              = "A title that is watched more than yesterday explains",
    ["Rebuffer ratio"] = "The share of watching time that is waiting",
  },
}

relationship {
  upstream = "catalog", downstream = "playback", pattern = "customer-supplier", exposes = { "Title" },
}
relationship {
  upstream = "catalog", downstream = "discovery", pattern = "upstream-downstream",
  upstream_roles = { "open-host-service", "published-language" }, exposes = { "Title" },
}
relationship {
  upstream = "catalog", downstream = "supply", pattern = "upstream-downstream",
  upstream_roles = { "open-host-service" }, exposes = { "Title" },
}
relationship {
  upstream = "playback", downstream = "supply", pattern = "customer-supplier",
}
relationship {
  upstream = "playback", downstream = "viewers", pattern = "conformist",
  upstream_roles = { "published-language" }, exposes = { "Session" },
}
relationship {
  upstream = "playback", downstream = "insight", pattern = "conformist",
  upstream_roles = { "published-language" }, exposes = { "Session" },
}
relationship {
  upstream = "viewers", downstream = "discovery", pattern = "customer-supplier", exposes = { "Profile" },
}
-- A trend is a guess: discovery translates it into a ranking of its own.
relationship {
  upstream = "insight", downstream = "discovery", pattern = "upstream-downstream",
  upstream_roles = { "published-language" }, downstream_roles = { "anticorruption-layer" },
}

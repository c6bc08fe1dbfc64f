-- Load: a Saturday night, and the minute of a premiere.

scenario "open the home screen" {
  "viewer -> edge: POST /graphql",
  "edge -> viewer-api: POST /graphql",
  "viewer-api -> catalog-service: Catalog/GetTitles",
  "catalog-service --> viewer-api: titles",
  par "the rows" {
    "viewer-api -> recommendation-engine: Recommendations/RankTitles",
    "recommendation-engine --> viewer-api: ranking",
  },
  otherwise "the shelf" {
    "viewer-api -> profile-service: Profiles/GetShelf",
    "profile-service --> viewer-api: begun, and kept for later",
  },
  "viewer-api --> edge: home",
  "edge --> viewer: home",
}

scenario "press play" {
  "viewer -> edge: POST /sessions",
  "edge -> streaming-engine: POST /sessions",
  "streaming-engine -> catalog-service: Catalog/CheckWindow",
  "catalog-service --> streaming-engine: here and now",
  "streaming-engine -> license-service: Licenses/IssueTicket",
  "license-service --> streaming-engine: ticket",
  "streaming-engine -> content-delivery-network: GET /steering/{region}",
  opt "no answer within 40 ms" { "note streaming-engine: takes the map of the last hour" },
  "streaming-engine --> edge: manifest, ticket, caches",
  "edge --> viewer: manifest, ticket, caches",
  "viewer -> edge: POST /licenses",
  "edge -> license-service: POST /licenses",
  "license-service --> edge: key",
  "edge --> viewer: key",
  "streaming-engine ->> plays: playback.started",
  "plays ->> analytics-pipeline: playback.started",
}

scenario "miss a cache" {
  "content-delivery-network -> edge: GET /segments/{rendition_id}/{number}",
  "edge -> streaming-engine: GET /segments/{rendition_id}/{number}",
  "streaming-engine --> edge: four seconds of video",
  "edge --> content-delivery-network: four seconds of video",
}

scenario "tell how it plays" {
  "viewer -> edge: POST /beats",
  "edge -> telemetry-service: POST /beats",
  "telemetry-service --> edge: 202 Accepted",
  "telemetry-service ->> beats: playback.beat",
  "beats ->> analytics-pipeline: playback.beat",
  opt "more than yesterday explains" {
    "analytics-pipeline ->> trends: title.trending",
    "trends ->> recommendation-engine: title.trending",
  },
}

scenario "release a title" {
  "studio -> edge: POST /studio/masters",
  "edge -> ingest-service: POST /masters",
  "ingest-service ->> masters: master.accepted",
  "masters ->> release-service: master.accepted",
  loop "each chunk, in each rendition" {
    "release-service -> transcoder: transcode",
    "transcoder --> release-service: encoded",
  },
  "release-service -> license-service: Licenses/CreateKeys",
  "release-service -> catalog-service: Catalog/PublishTitle",
  "catalog-service ->> titles: title.published",
  "release-service -> streaming-engine: Origin/PrepareTitle",
  "titles ->> recommendation-engine: title.published",
}

local function evening(name, rate)
  return { scenario = name, rate = rate, duration = "3h", ramp = "30m" }
end

-- Saturday, half past eight. 2,000 starts in a second, each watched for forty minutes: 4.8 million sessions
-- (Little once more). A beat of each in two minutes makes 40,000 a second, and of the 1.2 million segments
-- that they need in a second the caches miss one in two hundred.
workload "saturday: looking around" (evening("open the home screen", "8000/s"))
workload "saturday: pressing play" (evening("press play", "2000/s"))
workload "saturday: watching" (evening("tell how it plays", "40000/s"))
workload "saturday: cache misses" (evening("miss a cache", "6000/s"))

-- The last episode goes live at nine, and everybody knows it. No ramp to speak of.
workload "premiere: pressing play" { scenario = "press play", rate = "6000/s", duration = "10m", ramp = "1m" }

---@meta
-- The language of Lunette models, for editors that read LuaCATS (lua-language-server).
-- Made from the schema: `make meta`. Change core/model/schema_*.c, not this file.

---what a constructor returns: it can stand wherever a field wants the name
---@class lunette.declaration
---@field name string?
---@field kind string

---what every declaration takes
---@class lunette.common
---@field description? string|number # what it is for, in a sentence
---@field tags? string|string[] # words that views and rules can select by
---@field links? lunette.table.link|(lunette.table.link)[] # where to read more: { title =, url = }
---@field properties? table<string, any> # anything else, as text by name

---where to read more
---@class lunette.table.link
---@field title? string|number # what the link leads to
---@field url string|number # http, https or a relative path

---what a service is built with
---@class lunette.table.technologies
---@field language? string|number # programming language
---@field framework? string|number # web or service framework
---@field runtime? string|number # what it runs on
---@field database? string|number # what it stores in, where no datastore is declared

---how a service grows with load
---@class lunette.table.scaling
---@field strategy? "horizontal"|"vertical" # more replicas or bigger ones
---@field min? integer # replicas that always run
---@field max? integer # replicas at most
---@field metric? string|number # what it scales by: cpu, memory, requests
---@field target? number|string # value of the metric to hold; utilisation as "70%" or 0.7

---a service's own share of time and availability
---@class lunette.table.performance
---@field workers? integer # requests one replica works on at a time
---@field latency_p50? string # median time of its own work (a duration, "200ms")
---@field latency_p99? string # 99th percentile of its own work (a duration, "200ms")
---@field availability? number|string # of itself, with every dependency up (a ratio, "99.9%" or 0.999)

---how often a call is tried
---@class lunette.table.retry
---@field max_attempts? integer # tries in all, the first included
---@field backoff? string # wait before the second try (a duration, "200ms")
---@field backoff_multiplier? number|string # by which each further wait grows
---@field max_backoff? string # the longest wait (a duration, "200ms")
---@field jitter? boolean # waits are spread at random

---when a caller stops trying
---@class lunette.table.circuit_breaker
---@field failure_threshold? integer # failures in a row that open it
---@field reset_timeout? string # how long it stays open (a duration, "200ms")
---@field max_connections? integer # connections at a time
---@field max_pending? integer # requests that may wait for one

---what clients have to show
---@class lunette.table.authentication
---@field type? "none"|"jwt"|"oauth2"|"mtls"|"api-key"|boolean # what clients have to show
---@field issuer? string|number # who issues it: a service of the model or an address
---@field audience? string|number # whom it must be issued for

---how many requests get through
---@class lunette.table.rate_limiting
---@field rate? string # requests let through: "100/s"; or requests_per_minute = 6000 (a rate, "200/s")
---@field burst? integer # requests let through at once
---@field per? string|number # what is counted apart: client, ip, user

---encryption towards clients
---@class lunette.table.tls
---@field mode? "terminate"|"passthrough"|"mutual" # where encryption ends
---@field certificate? string|number # name of the secret that holds the certificate
---@field hosts? string|string[] # host names it is for

---what a mesh reports
---@class lunette.table.observability
---@field tracing? boolean # the mesh reports spans
---@field metrics? boolean # the mesh reports metrics
---@field logging? boolean # the mesh writes access logs

---what a mesh enforces
---@class lunette.table.security
---@field mtls? "strict"|"permissive"|"disabled"|boolean # mutual TLS between its services
---@field authorization? boolean # only declared callers get through

---where the events of a service are kept
---@class lunette.table.event_store
---@field type? string|number # kafka, eventstoredb, postgresql, …
---@field topic? string|lunette.topic # the topic that holds the events

---how often state is written down
---@class lunette.table.snapshot_policy
---@field interval_events? integer # events between two snapshots

---what queries see
---@class lunette.table.read_model
---@field type? string|number # projection, view, index, …
---@field refresh? string|number # eventual or immediate
---@field datastore? string|lunette.datastore # where it is kept

---what commands change
---@class lunette.table.write_model
---@field type? string|number # aggregate, event-sourced, …
---@field datastore? string|lunette.datastore # where it is kept

---a version of a service
---@class lunette.table.subset
---@field version? string|number # the version it selects
---@field labels? table<string, any> # the labels it selects by

---which requests are meant
---@class lunette.table.match
---@field path? string|number # prefix of the path
---@field methods? string|string[] # HTTP methods
---@field headers? table<string, any> # headers with these very values

---a fault put into traffic on purpose
---@class lunette.table.fault
---@field delay? string # added before each request (a duration, "200ms")
---@field abort_status? integer # HTTP status answered instead
---@field percentage? number|string # share of requests (a ratio, "99.9%" or 0.999)

---how far an experiment may reach
---@class lunette.table.blast_radius
---@field max_services? integer # services that may notice
---@field percentage? number|string # share of instances or traffic that is hit (a ratio, "99.9%" or 0.999)

---when an experiment is stopped
---@class lunette.table.abort_when
---@field error_rate? number|string # share of failed requests above which it stops (a ratio, "99.9%" or 0.999)
---@field latency_p99? string # latency above which it stops (a duration, "200ms")
---@field availability? number|string # availability below which it stops (a ratio, "99.9%" or 0.999)
---@field breached? string|lunette.slo|(string|lunette.slo)[] # objectives whose breach stops it
---@field [integer] string|lunette.slo # objectives whose breach stops it

---when all is well again
---@class lunette.table.recovery
---@field within? string # time after the fault to be well again (a duration, "200ms")

---severity and thresholds of a rule
---@class lunette.table.rule_setting
---@field severity? "off"|"note"|"warning"|"error" # off, note, warning, error
---@field parameters? table<string, any> # its thresholds; may also stand beside severity
---@field [string] any # its thresholds; may also stand beside severity

---the system as a whole
---@class lunette.architecture.fields: lunette.common
---@field pattern? "microservices"|"event-driven"|"modular-monolith"|"layered"|"serverless" # the style as a whole
---@field version? string|number # of the model
---@field owner? string|lunette.team # the team that answers for it

---@class lunette.architecture: lunette.declaration
---@overload fun(fields: lunette.architecture.fields): lunette.architecture

---the system as a whole
---```lua
---architecture "E-Commerce Platform" { pattern = "event-driven" }
---```
---@param name string
---@param fields? lunette.architecture.fields
---@return lunette.architecture
function architecture(name, fields) end

---people who own contexts and services
---@class lunette.team.fields: lunette.common
---@field contact? string|number # how to reach it
---@field members? string|string[] # who is in it

---@class lunette.team: lunette.declaration
---@overload fun(fields: lunette.team.fields): lunette.team

---people who own contexts and services
---```lua
---team "checkout" { contact = "#checkout" }
---```
---@param name string
---@param fields? lunette.team.fields
---@return lunette.team
function team(name, fields) end

---a person who uses the system
---@class lunette.actor.fields: lunette.common

---@class lunette.actor: lunette.declaration
---@overload fun(fields: lunette.actor.fields): lunette.actor

---a person who uses the system
---```lua
---actor "customer" { description = "Buys things" }
---```
---@param name string
---@param fields? lunette.actor.fields
---@return lunette.actor
function actor(name, fields) end

---a system of somebody else
---@class lunette.external.fields: lunette.common
---@field technology? string|number # what it speaks or is
---@field slos? lunette.slo|(lunette.slo)[] # what it promises

---@class lunette.external: lunette.declaration
---@overload fun(fields: lunette.external.fields): lunette.external

---a system of somebody else
---```lua
---external "bank" { technology = "ISO 20022", slos = { slo "availability" { target = "99.95%", window = "30d" } } }
---```
---@param name string
---@param fields? lunette.external.fields
---@return lunette.external
function external(name, fields) end

---a bounded context: a boundary within which one model and one language hold
---@class lunette.context.fields: lunette.common
---@field subdomain? "core"|"supporting"|"generic" # how much it sets the business apart
---@field owner? string|lunette.team # the team that answers for it
---@field language? table<string, any> # the ubiquitous language: term to meaning
---@field aggregates? string|string[] # the clusters of objects it keeps consistent
---@field legacy? boolean # an old system, not designed around its model
---@field parent? string|lunette.context # the context it is a part of

---@class lunette.context: lunette.declaration
---@overload fun(fields: lunette.context.fields): lunette.context

---a bounded context: a boundary within which one model and one language hold
---```lua
---context "ordering" { subdomain = "core", owner = "checkout" }
---```
---@param name string
---@param fields? lunette.context.fields
---@return lunette.context
function context(name, fields) end

---a bounded context: a boundary within which one model and one language hold
---```lua
---context "ordering" { subdomain = "core", owner = "checkout" }
---```
---@param name string
---@param fields? lunette.context.fields
---@return lunette.context
function domain(name, fields) end

---a bounded context: a boundary within which one model and one language hold
---```lua
---context "ordering" { subdomain = "core", owner = "checkout" }
---```
---@param name string
---@param fields? lunette.context.fields
---@return lunette.context
function bounded_context(name, fields) end

---something deployable on its own, inside one bounded context
---@class lunette.service.fields: lunette.common
---@field context string|lunette.context # the bounded context it belongs to
---@field responsibilities? string|string[] # what it is there for
---@field technologies? lunette.table.technologies # what it is built with
---@field owner? string|lunette.team # the team that answers for it
---@field criticality? "critical"|"high"|"medium"|"low" # how much hangs on it
---@field endpoints? lunette.GET|lunette.POST|lunette.PUT|lunette.PATCH|lunette.DELETE|lunette.HEAD|lunette.OPTIONS|lunette.rpc|lunette.query|lunette.mutation|lunette.handler|(lunette.GET|lunette.POST|lunette.PUT|lunette.PATCH|lunette.DELETE|lunette.HEAD|lunette.OPTIONS|lunette.rpc|lunette.query|lunette.mutation|lunette.handler)[] # the operations it offers
---@field dependencies? lunette.sync|lunette.async|(lunette.sync|lunette.async)[] # the calls and messages it sends
---@field publishes? string|lunette.event|(string|lunette.event)[] # the events it publishes: names or declarations
---@field consumes? string|lunette.on|(string|lunette.on)[] # the events it reacts to: names or on "event" { … }
---@field datastores? string|lunette.datastore|(string|lunette.datastore)[] # the stores it owns
---@field uses? string|lunette.datastore|(string|lunette.datastore)[] # stores it uses without owning them
---@field health? lunette.liveness|lunette.readiness|lunette.startup|(lunette.liveness|lunette.readiness|lunette.startup)[] # its health checks
---@field slos? lunette.slo|(lunette.slo)[] # what it promises
---@field tracing? lunette.tracing # distributed tracing
---@field deployment? lunette.canary|lunette.blue_green|lunette.rolling|lunette.recreate|lunette.shadow|lunette.ab_test # how a new version goes out
---@field scaling? lunette.table.scaling # how it grows with load
---@field ports? integer|integer[] # the ports it listens on
---@field discovery? "client-side"|"server-side"|"registry" # how callers find it
---@field performance? lunette.table.performance # its own share of time and availability, without its dependencies
---@field image? string|number # the container image
---@field release_group? string|number # what it can only be released together with
---@field scaffold? lunette.scaffold # what its generated skeleton needs

---@class lunette.service: lunette.declaration
---@overload fun(fields: lunette.service.fields): lunette.service

---something deployable on its own, inside one bounded context
---```lua
---service "order-service" { context = "ordering", endpoints = { POST "/orders" } }
---```
---@param name string
---@param fields? lunette.service.fields
---@return lunette.service
function service(name, fields) end

---a message broker
---@class lunette.broker.fields: lunette.common
---@field technology? string|number # kafka, rabbitmq, pubsub, nats, sqs
---@field nodes? integer # nodes of the cluster

---@class lunette.broker: lunette.declaration
---@overload fun(fields: lunette.broker.fields): lunette.broker

---a message broker
---```lua
---broker "kafka" { technology = "kafka", nodes = 3 }
---```
---@param name string
---@param fields? lunette.broker.fields
---@return lunette.broker
function broker(name, fields) end

---a topic or queue of a broker
---@class lunette.topic.fields: lunette.common
---@field broker? string|lunette.broker # where it lives
---@field partitions? integer # consumers of a group that can share it
---@field replication? integer # copies of each partition
---@field retention? string # how long messages are kept (a duration, "30d")
---@field key? string|number # what messages are partitioned by
---@field ordering? boolean # consumers rely on the order of messages
---@field dead_letter? string|lunette.topic|true # where messages go that cannot be handled; true: outside the model

---@class lunette.topic: lunette.declaration
---@overload fun(fields: lunette.topic.fields): lunette.topic

---a topic or queue of a broker
---```lua
---topic "orders" { broker = "kafka", partitions = 6, replication = 3 }
---```
---@param name string
---@param fields? lunette.topic.fields
---@return lunette.topic
function topic(name, fields) end

---a topic or queue of a broker
---```lua
---topic "orders" { broker = "kafka", partitions = 6, replication = 3 }
---```
---@param name string
---@param fields? lunette.topic.fields
---@return lunette.topic
function queue(name, fields) end

---something that happened, told to others
---@class lunette.event.fields: lunette.common
---@field kind? "domain"|"integration"|"notification" # domain (inside a context), integration (between contexts), notification
---@field topic? string|lunette.topic # the topic it is published to
---@field version? string|number # version of its schema
---@field schema? table<string, any>|string[] # its fields: name to type
---@field key? string|number # the field messages are partitioned by
---@field public? boolean # consumers outside the model are expected

---@class lunette.event: lunette.declaration
---@overload fun(fields: lunette.event.fields): lunette.event

---something that happened, told to others
---```lua
---event "order.created" { topic = "orders", schema = { order_id = "uuid" } }
---```
---@param name string
---@param fields? lunette.event.fields
---@return lunette.event
function event(name, fields) end

---consumers that share the work of topics
---@class lunette.consumer_group.fields: lunette.common
---@field topics? string|lunette.topic|(string|lunette.topic)[] # what it reads
---@field service? string|lunette.service # whose instances form it
---@field max_instances? integer # members at most
---@field dead_letter? string|lunette.topic|true # where messages go that cannot be handled
---@field max_deliveries? integer # tries before a message goes to the dead letters

---@class lunette.consumer_group: lunette.declaration
---@overload fun(fields: lunette.consumer_group.fields): lunette.consumer_group

---consumers that share the work of topics
---```lua
---consumer_group "order-processors" { topics = { "orders" }, max_instances = 6 }
---```
---@param name string
---@param fields? lunette.consumer_group.fields
---@return lunette.consumer_group
function consumer_group(name, fields) end

---a database, cache, index or bucket
---@class lunette.datastore.fields: lunette.common
---@field technology? string|number # postgresql, mongodb, redis, …
---@field purpose? string|number # what it keeps
---@field schema? string|string[] # schemas or collections; one server with a schema for each user is not sharing
---@field data? "public"|"internal"|"confidential"|"pii" # the most sensitive class of data in it
---@field owner? string|lunette.service # the service whose data it is
---@field used_by? string|lunette.service|(string|lunette.service)[] # services that use it
---@field single_writer? boolean # only one version of one service may write at a time

---@class lunette.datastore: lunette.declaration
---@overload fun(fields: lunette.datastore.fields): lunette.datastore

---a database, cache, index or bucket
---```lua
---datastore "orders-db" { technology = "postgresql", data = "confidential" }
---```
---@param name string
---@param fields? lunette.datastore.fields
---@return lunette.datastore
function datastore(name, fields) end

---the entry for clients: routing, authentication, rate limits
---@class lunette.gateway.fields: lunette.common
---@field service? string|lunette.service # the service that realises it
---@field routes? lunette.route|(lunette.route)[] # what goes where
---@field authentication? lunette.table.authentication # for every route
---@field rate_limiting? lunette.table.rate_limiting # for every route
---@field tls? lunette.table.tls|true # encryption towards clients

---@class lunette.gateway: lunette.declaration
---@overload fun(fields: lunette.gateway.fields): lunette.gateway

---the entry for clients: routing, authentication, rate limits
---```lua
---gateway "api-gateway" { routes = { route "/api/orders" { service = "order-service" } } }
---```
---@param name string
---@param fields? lunette.gateway.fields
---@return lunette.gateway
function gateway(name, fields) end

---a service mesh
---@class lunette.mesh.fields: lunette.common
---@field type? "istio"|"linkerd"|"consul" # the product
---@field version? string|number # of the product
---@field observability? lunette.table.observability # what it reports
---@field security? lunette.table.security # what it enforces
---@field services? string|lunette.service|(string|lunette.service)[] # who is in it; all when not said

---@class lunette.mesh: lunette.declaration
---@overload fun(fields: lunette.mesh.fields): lunette.mesh

---a service mesh
---```lua
---mesh "service-mesh" { type = "istio", security = { mtls = "strict" } }
---```
---@param name string
---@param fields? lunette.mesh.fields
---@return lunette.mesh
function mesh(name, fields) end

---how the mesh steers requests to a service
---@class lunette.traffic.fields: lunette.common
---@field host? string|lunette.service|lunette.external # whose requests are steered
---@field gateway? string|lunette.gateway # the gateway they come in by
---@field routes? string|lunette.to|(string|lunette.to)[] # where they go
---@field load_balancing? "round-robin"|"least-request"|"random"|"consistent-hash" # how instances are chosen
---@field subsets? table<string, lunette.table.subset> # versions of the host: { v1 = { version = "1.4" } }
---@field fault? lunette.table.fault # put in on purpose

---@class lunette.traffic: lunette.declaration
---@overload fun(fields: lunette.traffic.fields): lunette.traffic

---how the mesh steers requests to a service
---```lua
---traffic "orders" { host = "order-service", routes = { to "order-service" { subset = "v1", weight = 100 } } }
---```
---@param name string
---@param fields? lunette.traffic.fields
---@return lunette.traffic
function traffic(name, fields) end

---a transaction over several services, undone step by step when one fails
---@class lunette.saga.fields: lunette.common
---@field coordination? "orchestration"|"choreography" # who decides what comes next
---@field orchestrator? string|lunette.service # the service that decides
---@field compensation_strategy? "sequential"|"parallel" # how steps are undone
---@field steps? lunette.step|(lunette.step)[] # in order
---@field [integer] lunette.step # in order

---@class lunette.saga: lunette.declaration
---@overload fun(fields: lunette.saga.fields): lunette.saga

---a transaction over several services, undone step by step when one fails
---```lua
---saga "order-creation" { orchestrator = "order-service", steps = { step "pay" { service = "payment-service", action = "pay", compensation = "refund" } } }
---```
---@param name string
---@param fields? lunette.saga.fields
---@return lunette.saga
function saga(name, fields) end

---a service level objective
---@class lunette.slo.fields: lunette.common
---@field target string|number # "99.9%" of good events, "200ms" of a latency, "500/s" of a throughput
---@field window string # the time it is judged over (a duration, "30d")
---@field unit? string|number # of a target written as a bare number: ms, s, %
---@field sli? "availability"|"latency"|"error_rate"|"throughput"|"freshness" # what is measured; read off the name (latency_p99) when not said
---@field percentile? number|string # of a latency; read off the name when not said (a ratio, "99.9%" or 0.999)
---@field service? string|lunette.service|lunette.external # who promises it, when it is not declared in a service

---@class lunette.slo: lunette.declaration
---@overload fun(fields: lunette.slo.fields): lunette.slo

---a service level objective
---```lua
---slo "availability" { target = "99.9%", window = "30d" }
---```
---@param name string
---@param fields? lunette.slo.fields
---@return lunette.slo
function slo(name, fields) end

---who talks to whom, in order
---@class lunette.scenario.fields: lunette.common
---@field steps? string|lunette.table.message|lunette.alt|lunette.otherwise|lunette.opt|lunette.loop|lunette.par|lunette.critical|(string|lunette.table.message|lunette.alt|lunette.otherwise|lunette.opt|lunette.loop|lunette.par|lunette.critical)[] # "a -> b: call", "b --> a: reply", "a ->> b: message", "note a: text" and blocks
---@field [integer] string|lunette.table.message|lunette.alt|lunette.otherwise|lunette.opt|lunette.loop|lunette.par|lunette.critical # "a -> b: call", "b --> a: reply", "a ->> b: message", "note a: text" and blocks

---@class lunette.scenario: lunette.declaration
---@overload fun(fields: lunette.scenario.fields): lunette.scenario

---who talks to whom, in order
---```lua
---scenario "place an order" { "customer -> api-gateway: POST /orders" }
---```
---@param name string
---@param fields? lunette.scenario.fields
---@return lunette.scenario
function scenario(name, fields) end

---how often a scenario happens
---@class lunette.workload.fields: lunette.common
---@field scenario? string|lunette.scenario # what each request does
---@field rate? string # how many requests: "200/s"; or requests_per_minute = 12000 (a rate, "200/s")
---@field duration? string # how long (a duration, "200ms")
---@field arrival? "poisson"|"constant" # how requests are spread over time
---@field ramp? string # time to get to the full rate (a duration, "200ms")

---@class lunette.workload: lunette.declaration
---@overload fun(fields: lunette.workload.fields): lunette.workload

---how often a scenario happens
---```lua
---workload "evening peak" { scenario = "place an order", rate = "200/s", duration = "10m" }
---```
---@param name string
---@param fields? lunette.workload.fields
---@return lunette.workload
function workload(name, fields) end

---a chaos experiment: fault, hypothesis, limits
---@class lunette.experiment.fields: lunette.common
---@field target string|lunette.service|lunette.external|lunette.datastore|lunette.broker|lunette.gateway|lunette.topic # what the fault is put into
---@field fault lunette.pod_kill|lunette.network_delay|lunette.network_loss|lunette.abort|lunette.cpu_stress|lunette.memory_stress|lunette.dns_error|lunette.aws_failure # what goes wrong
---@field duration string # how long (a duration, "200ms")
---@field steady_state? string|lunette.slo|(string|lunette.slo)[] # the objectives that describe normal operation
---@field hypothesis? string|number # what is expected to happen
---@field blast_radius? lunette.table.blast_radius # how far it may reach
---@field abort_when? lunette.table.abort_when # when it is stopped
---@field workload? string|lunette.workload # the traffic it runs under
---@field recovery? lunette.table.recovery # when all is well again
---@field run? boolean # it is to be run, not only designed

---@class lunette.experiment: lunette.declaration
---@overload fun(fields: lunette.experiment.fields): lunette.experiment

---a chaos experiment: fault, hypothesis, limits
---```lua
---experiment "a pod dies" { target = "order-service", fault = pod_kill { count = 1 }, duration = "5m" }
---```
---@param name string
---@param fields? lunette.experiment.fields
---@return lunette.experiment
function experiment(name, fields) end

---a picture worth having
---@class lunette.view.fields: lunette.common
---@field kind? "landscape"|"contexts"|"dependencies"|"events"|"data"|"deployment"|"objectives"|"sequence"|"saga" # what sort of picture
---@field include? string|string[] # names, tags or globs of what is shown
---@field exclude? string|string[] # names, tags or globs of what is left out
---@field around? string|lunette.service|lunette.gateway|lunette.external|lunette.actor|lunette.topic|lunette.datastore|lunette.context|lunette.saga|lunette.scenario # what stands in the middle
---@field depth? integer # steps from it
---@field group_by? string|number # context, owner or none
---@field direction? "down"|"right"|"up"|"left" # where lines lead
---@field title? string|number # above the picture

---@class lunette.view: lunette.declaration
---@overload fun(fields: lunette.view.fields): lunette.view

---a picture worth having
---```lua
---view "checkout" { kind = "landscape", around = "order-service", depth = 1 }
---```
---@param name string
---@param fields? lunette.view.fields
---@return lunette.view
function view(name, fields) end

---a rule of the model's own, over the frozen model
---@class lunette.rule.fields: lunette.common
---@field severity? "off"|"note"|"warning"|"error" # of its findings
---@field summary? string|number # what it finds, in a line
---@field check fun(model: frozen.model, report: frozen.report) # function(model, report) … end, as lua/README.md tells

---@class lunette.rule: lunette.declaration
---@overload fun(fields: lunette.rule.fields): lunette.rule

---a rule of the model's own, over the frozen model
---```lua
---rule "house/naming" { severity = "warning", check = function(model, report) end }
---```
---@param name string
---@param fields? lunette.rule.fields
---@return lunette.rule
function rule(name, fields) end

---how two bounded contexts stand to each other
---@class lunette.relationship.fields: lunette.common
---@field upstream? string|lunette.context # the context whose decisions reach the other
---@field downstream? string|lunette.context # the context that lives with them
---@field between? string|lunette.context|(string|lunette.context)[] # the two ends of a partnership, shared kernel or separate ways
---@field pattern? "partnership"|"shared-kernel"|"customer-supplier"|"conformist"|"upstream-downstream"|"separate-ways" # the context map pattern
---@field upstream_roles? ("open-host-service"|"published-language"|"anticorruption-layer"|"conformist"|"customer"|"supplier")[] # what the upstream offers: open-host-service, published-language
---@field downstream_roles? ("open-host-service"|"published-language"|"anticorruption-layer"|"conformist"|"customer"|"supplier")[] # how the downstream protects itself: anticorruption-layer
---@field exposes? string|string[] # the aggregates that cross the boundary
---@field technology? string|number # how it is realised

---@class lunette.relationship: lunette.declaration

---how two bounded contexts stand to each other
---```lua
---relationship { upstream = "inventory", downstream = "ordering", pattern = "customer-supplier" }
---```
---@param fields lunette.relationship.fields
---@return lunette.relationship
function relationship(fields) end

---the circuit breaker of every call to a service
---@class lunette.circuit_breaker.fields: lunette.common
---@field service string|lunette.service|lunette.external # every call to it
---@field failure_threshold? integer # failures in a row that open it
---@field reset_timeout? string # how long it stays open (a duration, "200ms")
---@field max_connections? integer # connections at a time
---@field max_pending? integer # requests that may wait for one

---@class lunette.circuit_breaker: lunette.declaration

---the circuit breaker of every call to a service
---```lua
---circuit_breaker { service = "payment-service", failure_threshold = 5, reset_timeout = "60s" }
---```
---@param fields lunette.circuit_breaker.fields
---@return lunette.circuit_breaker
function circuit_breaker(fields) end

---how often every call to a service is tried
---@class lunette.retry_policy.fields: lunette.common
---@field service string|lunette.service|lunette.external # every call to it
---@field max_attempts? integer # tries in all, the first included
---@field backoff? string # wait before the second try (a duration, "200ms")
---@field backoff_multiplier? number|string # by which each further wait grows
---@field max_backoff? string # the longest wait (a duration, "200ms")
---@field jitter? boolean # waits are spread at random

---@class lunette.retry_policy: lunette.declaration

---how often every call to a service is tried
---```lua
---retry_policy { service = "payment-service", max_attempts = 3, max_backoff = "10s" }
---```
---@param fields lunette.retry_policy.fields
---@return lunette.retry_policy
function retry_policy(fields) end

---the timeout of every call to a service
---@class lunette.timeout.fields: lunette.common
---@field service string|lunette.service|lunette.external # every call to it
---@field timeout string # of one try (a duration, "200ms")

---@class lunette.timeout: lunette.declaration

---the timeout of every call to a service
---```lua
---timeout { service = "payment-service", timeout = "800ms" }
---```
---@param fields lunette.timeout.fields
---@return lunette.timeout
function timeout(fields) end

---how many requests a service takes
---@class lunette.rate_limit.fields: lunette.common
---@field service string|lunette.service|lunette.external # every call to it
---@field rate? string # requests let through: "100/s"; or requests_per_minute = 6000 (a rate, "200/s")
---@field burst? integer # requests let through at once
---@field per? string|number # what is counted apart: client, ip, user

---@class lunette.rate_limit: lunette.declaration

---how many requests a service takes
---```lua
---rate_limit { service = "order-service", rate = "200/s" }
---```
---@param fields lunette.rate_limit.fields
---@return lunette.rate_limit
function rate_limit(fields) end

---how many requests a client has in a longer window
---@class lunette.quota.fields: lunette.common
---@field service string|lunette.service|lunette.external # every call to it
---@field limit? integer # requests in a window
---@field window? string # how long a window is (a duration, "30d")
---@field per? string|number # what is counted apart: client, user, tenant

---@class lunette.quota: lunette.declaration

---how many requests a client has in a longer window
---```lua
---quota { service = "order-service", limit = 100000, window = "1d", per = "client" }
---```
---@param fields lunette.quota.fields
---@return lunette.quota
function quota(fields) end

---how many calls to a service run at a time
---@class lunette.bulkhead.fields: lunette.common
---@field service string|lunette.service|lunette.external # every call to it
---@field limit? integer # calls at a time

---@class lunette.bulkhead: lunette.declaration

---how many calls to a service run at a time
---```lua
---bulkhead { service = "payment-service", limit = 20 }
---```
---@param fields lunette.bulkhead.fields
---@return lunette.bulkhead
function bulkhead(fields) end

---who may call a service
---@class lunette.access.fields: lunette.common
---@field from? string|lunette.service|lunette.gateway|lunette.external|lunette.actor|(string|lunette.service|lunette.gateway|lunette.external|lunette.actor)[] # who may call
---@field to string|lunette.service # whom
---@field methods? string|string[] # HTTP methods; any when not said
---@field paths? string|string[] # path prefixes; any when not said

---@class lunette.access: lunette.declaration

---who may call a service
---```lua
---access { from = { "order-service" }, to = "payment-service", methods = { "POST" } }
---```
---@param fields lunette.access.fields
---@return lunette.access
function access(fields) end

---state kept as a sequence of events
---@class lunette.event_sourcing.fields: lunette.common
---@field service string|lunette.service # whose state is the sequence of its events
---@field event_store? lunette.table.event_store # where they are kept
---@field snapshot_policy? lunette.table.snapshot_policy # how often the state is written down

---@class lunette.event_sourcing: lunette.declaration

---state kept as a sequence of events
---```lua
---event_sourcing { service = "order-service", event_store = { type = "kafka", topic = "order-events" } }
---```
---@param fields lunette.event_sourcing.fields
---@return lunette.event_sourcing
function event_sourcing(fields) end

---command query responsibility segregation: reads and writes have their own models
---@class lunette.cqrs.fields: lunette.common
---@field service string|lunette.service # whose reads and writes have models of their own
---@field read_model? lunette.table.read_model # what queries see
---@field write_model? lunette.table.write_model # what commands change
---@field projections? string|lunette.event|(string|lunette.event)[] # the events the read model is built from

---@class lunette.cqrs: lunette.declaration

---command query responsibility segregation: reads and writes have their own models
---```lua
---cqrs { service = "order-service", read_model = { type = "projection" } }
---```
---@param fields lunette.cqrs.fields
---@return lunette.cqrs
function cqrs(fields) end

---a suppression: a decision on record
---@class lunette.allow.fields: lunette.common
---@field rule string|number # the id of a rule; * stands for any
---@field on? string|number # whom: a name or "a -> b"; everywhere when not said
---@field reason? string|number # why this is right here: a decision on record
---@field expires? string|number # the date until which it holds, YYYY-MM-DD

---@class lunette.allow: lunette.declaration

---a suppression: a decision on record
---```lua
---allow { rule = "model/undocumented", on = "order-service", reason = "described in the handbook" }
---```
---@param fields lunette.allow.fields
---@return lunette.allow
function allow(fields) end

---what a project settles once
---@class lunette.config.fields: lunette.common
---@field rules? table<string, lunette.table.rule_setting> # rule to settings: { ["calls/depth"] = { limit = 6 } }
---@field fail_on? "off"|"note"|"warning"|"error" # severity that fails a check

---@class lunette.config: lunette.declaration

---what a project settles once
---```lua
---config { rules = { ["contexts/too-large"] = { limit = 20 } } }
---```
---@param fields lunette.config.fields
---@return lunette.config
function config(fields) end

---an operation that reads
---@class lunette.GET.fields: lunette.common
---@field summary? string|number # what it does, in a line
---@field version? string|number # version of the contract
---@field idempotent? boolean # may be repeated safely; read off the method when not said
---@field auth? "none"|"jwt"|"oauth2"|"mtls"|"api-key"|boolean # what the caller has to show
---@field deprecated? boolean # callers should move away
---@field sunset? string|number # the date it goes away (RFC 8594), YYYY-MM-DD
---@field request? table<string, any>|string[] # fields of the request: name to type
---@field response? table<string, any>|string[] # fields of the response: name to type
---@field latency_p50? string # median time to answer (a duration, "200ms")
---@field latency_p99? string # 99th percentile of the time to answer (a duration, "200ms")
---@field timeout? string # when the service itself gives up (a duration, "200ms")

---@class lunette.GET: lunette.declaration
---@overload fun(fields: lunette.GET.fields): lunette.GET

---an operation that reads
---```lua
---GET "/orders/{order_id}"
---```
---@param name string
---@param fields? lunette.GET.fields
---@return lunette.GET
function GET(name, fields) end

---an operation that creates or commands
---@class lunette.POST.fields: lunette.common
---@field summary? string|number # what it does, in a line
---@field version? string|number # version of the contract
---@field idempotent? boolean # may be repeated safely; read off the method when not said
---@field auth? "none"|"jwt"|"oauth2"|"mtls"|"api-key"|boolean # what the caller has to show
---@field deprecated? boolean # callers should move away
---@field sunset? string|number # the date it goes away (RFC 8594), YYYY-MM-DD
---@field request? table<string, any>|string[] # fields of the request: name to type
---@field response? table<string, any>|string[] # fields of the response: name to type
---@field latency_p50? string # median time to answer (a duration, "200ms")
---@field latency_p99? string # 99th percentile of the time to answer (a duration, "200ms")
---@field timeout? string # when the service itself gives up (a duration, "200ms")

---@class lunette.POST: lunette.declaration
---@overload fun(fields: lunette.POST.fields): lunette.POST

---an operation that creates or commands
---```lua
---POST "/orders" { summary = "Create an order", idempotent = true }
---```
---@param name string
---@param fields? lunette.POST.fields
---@return lunette.POST
function POST(name, fields) end

---an operation that replaces
---@class lunette.PUT.fields: lunette.common
---@field summary? string|number # what it does, in a line
---@field version? string|number # version of the contract
---@field idempotent? boolean # may be repeated safely; read off the method when not said
---@field auth? "none"|"jwt"|"oauth2"|"mtls"|"api-key"|boolean # what the caller has to show
---@field deprecated? boolean # callers should move away
---@field sunset? string|number # the date it goes away (RFC 8594), YYYY-MM-DD
---@field request? table<string, any>|string[] # fields of the request: name to type
---@field response? table<string, any>|string[] # fields of the response: name to type
---@field latency_p50? string # median time to answer (a duration, "200ms")
---@field latency_p99? string # 99th percentile of the time to answer (a duration, "200ms")
---@field timeout? string # when the service itself gives up (a duration, "200ms")

---@class lunette.PUT: lunette.declaration
---@overload fun(fields: lunette.PUT.fields): lunette.PUT

---an operation that replaces
---```lua
---PUT "/orders/{order_id}"
---```
---@param name string
---@param fields? lunette.PUT.fields
---@return lunette.PUT
function PUT(name, fields) end

---an operation that changes a part
---@class lunette.PATCH.fields: lunette.common
---@field summary? string|number # what it does, in a line
---@field version? string|number # version of the contract
---@field idempotent? boolean # may be repeated safely; read off the method when not said
---@field auth? "none"|"jwt"|"oauth2"|"mtls"|"api-key"|boolean # what the caller has to show
---@field deprecated? boolean # callers should move away
---@field sunset? string|number # the date it goes away (RFC 8594), YYYY-MM-DD
---@field request? table<string, any>|string[] # fields of the request: name to type
---@field response? table<string, any>|string[] # fields of the response: name to type
---@field latency_p50? string # median time to answer (a duration, "200ms")
---@field latency_p99? string # 99th percentile of the time to answer (a duration, "200ms")
---@field timeout? string # when the service itself gives up (a duration, "200ms")

---@class lunette.PATCH: lunette.declaration
---@overload fun(fields: lunette.PATCH.fields): lunette.PATCH

---an operation that changes a part
---```lua
---PATCH "/orders/{order_id}"
---```
---@param name string
---@param fields? lunette.PATCH.fields
---@return lunette.PATCH
function PATCH(name, fields) end

---an operation that removes
---@class lunette.DELETE.fields: lunette.common
---@field summary? string|number # what it does, in a line
---@field version? string|number # version of the contract
---@field idempotent? boolean # may be repeated safely; read off the method when not said
---@field auth? "none"|"jwt"|"oauth2"|"mtls"|"api-key"|boolean # what the caller has to show
---@field deprecated? boolean # callers should move away
---@field sunset? string|number # the date it goes away (RFC 8594), YYYY-MM-DD
---@field request? table<string, any>|string[] # fields of the request: name to type
---@field response? table<string, any>|string[] # fields of the response: name to type
---@field latency_p50? string # median time to answer (a duration, "200ms")
---@field latency_p99? string # 99th percentile of the time to answer (a duration, "200ms")
---@field timeout? string # when the service itself gives up (a duration, "200ms")

---@class lunette.DELETE: lunette.declaration
---@overload fun(fields: lunette.DELETE.fields): lunette.DELETE

---an operation that removes
---```lua
---DELETE "/orders/{order_id}"
---```
---@param name string
---@param fields? lunette.DELETE.fields
---@return lunette.DELETE
function DELETE(name, fields) end

---an operation that asks for headers
---@class lunette.HEAD.fields: lunette.common
---@field summary? string|number # what it does, in a line
---@field version? string|number # version of the contract
---@field idempotent? boolean # may be repeated safely; read off the method when not said
---@field auth? "none"|"jwt"|"oauth2"|"mtls"|"api-key"|boolean # what the caller has to show
---@field deprecated? boolean # callers should move away
---@field sunset? string|number # the date it goes away (RFC 8594), YYYY-MM-DD
---@field request? table<string, any>|string[] # fields of the request: name to type
---@field response? table<string, any>|string[] # fields of the response: name to type
---@field latency_p50? string # median time to answer (a duration, "200ms")
---@field latency_p99? string # 99th percentile of the time to answer (a duration, "200ms")
---@field timeout? string # when the service itself gives up (a duration, "200ms")

---@class lunette.HEAD: lunette.declaration
---@overload fun(fields: lunette.HEAD.fields): lunette.HEAD

---an operation that asks for headers
---```lua
---HEAD "/orders/{order_id}"
---```
---@param name string
---@param fields? lunette.HEAD.fields
---@return lunette.HEAD
function HEAD(name, fields) end

---an operation that asks what is allowed
---@class lunette.OPTIONS.fields: lunette.common
---@field summary? string|number # what it does, in a line
---@field version? string|number # version of the contract
---@field idempotent? boolean # may be repeated safely; read off the method when not said
---@field auth? "none"|"jwt"|"oauth2"|"mtls"|"api-key"|boolean # what the caller has to show
---@field deprecated? boolean # callers should move away
---@field sunset? string|number # the date it goes away (RFC 8594), YYYY-MM-DD
---@field request? table<string, any>|string[] # fields of the request: name to type
---@field response? table<string, any>|string[] # fields of the response: name to type
---@field latency_p50? string # median time to answer (a duration, "200ms")
---@field latency_p99? string # 99th percentile of the time to answer (a duration, "200ms")
---@field timeout? string # when the service itself gives up (a duration, "200ms")

---@class lunette.OPTIONS: lunette.declaration
---@overload fun(fields: lunette.OPTIONS.fields): lunette.OPTIONS

---an operation that asks what is allowed
---```lua
---OPTIONS "/orders"
---```
---@param name string
---@param fields? lunette.OPTIONS.fields
---@return lunette.OPTIONS
function OPTIONS(name, fields) end

---a remote procedure: service and method
---@class lunette.rpc.fields: lunette.common
---@field summary? string|number # what it does, in a line
---@field version? string|number # version of the contract
---@field idempotent? boolean # may be repeated safely; read off the method when not said
---@field auth? "none"|"jwt"|"oauth2"|"mtls"|"api-key"|boolean # what the caller has to show
---@field deprecated? boolean # callers should move away
---@field sunset? string|number # the date it goes away (RFC 8594), YYYY-MM-DD
---@field request? table<string, any>|string[] # fields of the request: name to type
---@field response? table<string, any>|string[] # fields of the response: name to type
---@field latency_p50? string # median time to answer (a duration, "200ms")
---@field latency_p99? string # 99th percentile of the time to answer (a duration, "200ms")
---@field timeout? string # when the service itself gives up (a duration, "200ms")

---@class lunette.rpc: lunette.declaration
---@overload fun(fields: lunette.rpc.fields): lunette.rpc

---a remote procedure: service and method
---```lua
---rpc "OrderService/Create"
---```
---@param name string
---@param fields? lunette.rpc.fields
---@return lunette.rpc
function rpc(name, fields) end

---a GraphQL query
---@class lunette.query.fields: lunette.common
---@field summary? string|number # what it does, in a line
---@field version? string|number # version of the contract
---@field idempotent? boolean # may be repeated safely; read off the method when not said
---@field auth? "none"|"jwt"|"oauth2"|"mtls"|"api-key"|boolean # what the caller has to show
---@field deprecated? boolean # callers should move away
---@field sunset? string|number # the date it goes away (RFC 8594), YYYY-MM-DD
---@field request? table<string, any>|string[] # fields of the request: name to type
---@field response? table<string, any>|string[] # fields of the response: name to type
---@field latency_p50? string # median time to answer (a duration, "200ms")
---@field latency_p99? string # 99th percentile of the time to answer (a duration, "200ms")
---@field timeout? string # when the service itself gives up (a duration, "200ms")

---@class lunette.query: lunette.declaration
---@overload fun(fields: lunette.query.fields): lunette.query

---a GraphQL query
---```lua
---query "orders"
---```
---@param name string
---@param fields? lunette.query.fields
---@return lunette.query
function query(name, fields) end

---a GraphQL mutation
---@class lunette.mutation.fields: lunette.common
---@field summary? string|number # what it does, in a line
---@field version? string|number # version of the contract
---@field idempotent? boolean # may be repeated safely; read off the method when not said
---@field auth? "none"|"jwt"|"oauth2"|"mtls"|"api-key"|boolean # what the caller has to show
---@field deprecated? boolean # callers should move away
---@field sunset? string|number # the date it goes away (RFC 8594), YYYY-MM-DD
---@field request? table<string, any>|string[] # fields of the request: name to type
---@field response? table<string, any>|string[] # fields of the response: name to type
---@field latency_p50? string # median time to answer (a duration, "200ms")
---@field latency_p99? string # 99th percentile of the time to answer (a duration, "200ms")
---@field timeout? string # when the service itself gives up (a duration, "200ms")

---@class lunette.mutation: lunette.declaration
---@overload fun(fields: lunette.mutation.fields): lunette.mutation

---a GraphQL mutation
---```lua
---mutation "createOrder"
---```
---@param name string
---@param fields? lunette.mutation.fields
---@return lunette.mutation
function mutation(name, fields) end

---a function of a serverless service
---@class lunette.handler.fields: lunette.common
---@field summary? string|number # what it does, in a line
---@field version? string|number # version of the contract
---@field idempotent? boolean # may be repeated safely; read off the method when not said
---@field auth? "none"|"jwt"|"oauth2"|"mtls"|"api-key"|boolean # what the caller has to show
---@field deprecated? boolean # callers should move away
---@field sunset? string|number # the date it goes away (RFC 8594), YYYY-MM-DD
---@field request? table<string, any>|string[] # fields of the request: name to type
---@field response? table<string, any>|string[] # fields of the response: name to type
---@field latency_p50? string # median time to answer (a duration, "200ms")
---@field latency_p99? string # 99th percentile of the time to answer (a duration, "200ms")
---@field timeout? string # when the service itself gives up (a duration, "200ms")

---@class lunette.handler: lunette.declaration
---@overload fun(fields: lunette.handler.fields): lunette.handler

---a function of a serverless service
---```lua
---handler "resize-image"
---```
---@param name string
---@param fields? lunette.handler.fields
---@return lunette.handler
function handler(name, fields) end

---a call that waits for its answer
---@class lunette.sync.fields: lunette.common
---@field to? string|lunette.service|lunette.external|lunette.gateway # whom it calls; given as the name
---@field endpoints? string|string[]|table # the operations it calls: "POST /orders", "OrderService/Create"; or { method =, path = }, whose further keys are notes
---@field protocol? "rest"|"grpc"|"graphql"|"function"|"thrift"|"tcp" # what they speak
---@field timeout? string # of one try: when the caller gives up (a duration, "200ms")
---@field retry? lunette.table.retry # how often it tries
---@field circuit_breaker? lunette.table.circuit_breaker|true # when it stops trying
---@field bulkhead? integer # calls at a time
---@field fallback? string|number # what the caller does instead
---@field optional? boolean # the caller lives without the answer
---@field critical? boolean # the call is on a critical path
---@field idempotent? boolean # may be repeated safely; else read off the endpoint (RFC 9110)
---@field version? string|number # version of the contract it relies on

---@class lunette.sync: lunette.declaration
---@overload fun(fields: lunette.sync.fields): lunette.sync

---a call that waits for its answer
---```lua
---sync "payment-service" { timeout = "800ms", retry = { max_attempts = 2 } }
---```
---@param name string|lunette.service|lunette.external|lunette.gateway
---@param fields? lunette.sync.fields
---@return lunette.sync
function sync(name, fields) end

---a message that nobody waits for
---@class lunette.async.fields: lunette.common
---@field to? string|lunette.service|lunette.external|lunette.gateway # who receives it; given as the name
---@field through? string|lunette.topic # the topic or queue it goes through
---@field event? string|lunette.event # the event that is sent

---@class lunette.async: lunette.declaration
---@overload fun(fields: lunette.async.fields): lunette.async

---a message that nobody waits for
---```lua
---async "mail-service" { through = "mails" }
---```
---@param name string|lunette.service|lunette.external|lunette.gateway
---@param fields? lunette.async.fields
---@return lunette.async
function async(name, fields) end

---a subscription to an event
---@class lunette.on.fields: lunette.common
---@field event? string|lunette.event # the event; given as the name
---@field expects? table<string, any>|string[] # the fields it reads: names, or name to type
---@field group? string|number # its consumer group
---@field handler? string|number # what it does with the event
---@field idempotent? boolean # handling it twice does no harm

---@class lunette.on: lunette.declaration
---@overload fun(fields: lunette.on.fields): lunette.on

---a subscription to an event
---```lua
---on "order.created" { expects = { "order_id" } }
---```
---@param name string|lunette.event
---@param fields? lunette.on.fields
---@return lunette.on
function on(name, fields) end

---a check whose failure restarts the service
---@class lunette.liveness.fields: lunette.common
---@field interval? string # time between two checks (a duration, "200ms")
---@field timeout? string # when a check counts as failed (a duration, "200ms")
---@field failure_threshold? integer # failed checks in a row that count
---@field mode? "active"|"passive"|"custom" # active (asked), passive (read off traffic), custom (the service decides)
---@field depends_on? string|lunette.service|lunette.datastore|lunette.external|lunette.broker|(string|lunette.service|lunette.datastore|lunette.external|lunette.broker)[] # what must be up for the check to pass

---@class lunette.liveness: lunette.declaration
---@overload fun(fields: lunette.liveness.fields): lunette.liveness

---a check whose failure restarts the service
---```lua
---liveness "/health" { interval = "30s" }
---```
---@param name string
---@param fields? lunette.liveness.fields
---@return lunette.liveness
function liveness(name, fields) end

---a check whose failure takes the service out of rotation
---@class lunette.readiness.fields: lunette.common
---@field interval? string # time between two checks (a duration, "200ms")
---@field timeout? string # when a check counts as failed (a duration, "200ms")
---@field failure_threshold? integer # failed checks in a row that count
---@field mode? "active"|"passive"|"custom" # active (asked), passive (read off traffic), custom (the service decides)
---@field depends_on? string|lunette.service|lunette.datastore|lunette.external|lunette.broker|(string|lunette.service|lunette.datastore|lunette.external|lunette.broker)[] # what must be up for the check to pass

---@class lunette.readiness: lunette.declaration
---@overload fun(fields: lunette.readiness.fields): lunette.readiness

---a check whose failure takes the service out of rotation
---```lua
---readiness "/ready" { interval = "10s" }
---```
---@param name string
---@param fields? lunette.readiness.fields
---@return lunette.readiness
function readiness(name, fields) end

---a check that the service has come up
---@class lunette.startup.fields: lunette.common
---@field interval? string # time between two checks (a duration, "200ms")
---@field timeout? string # when a check counts as failed (a duration, "200ms")
---@field failure_threshold? integer # failed checks in a row that count
---@field mode? "active"|"passive"|"custom" # active (asked), passive (read off traffic), custom (the service decides)
---@field depends_on? string|lunette.service|lunette.datastore|lunette.external|lunette.broker|(string|lunette.service|lunette.datastore|lunette.external|lunette.broker)[] # what must be up for the check to pass

---@class lunette.startup: lunette.declaration
---@overload fun(fields: lunette.startup.fields): lunette.startup

---a check that the service has come up
---```lua
---startup "/started" { failure_threshold = 30 }
---```
---@param name string
---@param fields? lunette.startup.fields
---@return lunette.startup
function startup(name, fields) end

---distributed tracing of a service
---@class lunette.tracing.fields: lunette.common
---@field service? string|lunette.service # whose it is, when it is not declared in a service
---@field tracer? string|number # jaeger, zipkin, otlp
---@field sample_rate? number|string # share of requests that are traced (a ratio, "99.9%" or 0.999)

---@class lunette.tracing: lunette.declaration

---distributed tracing of a service
---```lua
---tracing { tracer = "otlp", sample_rate = "1%" }
---```
---@param fields lunette.tracing.fields
---@return lunette.tracing
function tracing(fields) end

---what the generated skeleton of a service needs
---@class lunette.scaffold.fields: lunette.common
---@field language? string|number # python, go, node, java
---@field framework? string|number # fastapi, net-http, express, spring-boot
---@field dependencies? string|string[] # what it needs: database, cache, …
---@field ports? integer|integer[] # the ports it listens on

---@class lunette.scaffold: lunette.declaration

---what the generated skeleton of a service needs
---```lua
---scaffold { language = "python", framework = "fastapi", ports = { 8080 } }
---```
---@param fields lunette.scaffold.fields
---@return lunette.scaffold
function scaffold(fields) end

---a new version gets traffic in growing steps
---@class lunette.canary.fields: lunette.common
---@field initial? number|string # share of traffic of the first step (a ratio, "99.9%" or 0.999)
---@field increment? number|string # by which each step grows (a ratio, "99.9%" or 0.999)
---@field pause? string # time between two steps (a duration, "200ms")
---@field max? number|string # share at which it is promoted (a ratio, "99.9%" or 0.999)
---@field steps? (number|string)[] # the shares one by one, instead of initial and increment
---@field metrics_based? boolean # objectives decide, not only time
---@field analysis? string|lunette.slo|(string|lunette.slo)[] # the objectives that decide whether it goes on

---@class lunette.canary: lunette.declaration

---a new version gets traffic in growing steps
---```lua
---canary { initial = "5%", increment = "5%", pause = "10m" }
---```
---@param fields lunette.canary.fields
---@return lunette.canary
function canary(fields) end

---a new version runs beside the old one and takes over at once
---@class lunette.blue_green.fields: lunette.common
---@field auto_promote? boolean # switch over without being asked
---@field scale_down_delay? string # how long the old version is kept (a duration, "200ms")
---@field analysis? string|lunette.slo|(string|lunette.slo)[] # the objectives that decide whether it goes on

---@class lunette.blue_green: lunette.declaration

---a new version runs beside the old one and takes over at once
---```lua
---blue_green { auto_promote = true, scale_down_delay = "10m" }
---```
---@param fields lunette.blue_green.fields
---@return lunette.blue_green
function blue_green(fields) end

---replicas are replaced one after the other
---@class lunette.rolling.fields: lunette.common
---@field max_surge? string|number # replicas above the wanted number: 1 or "25%"
---@field max_unavailable? string|number # replicas that may be missing: 0 or "25%"

---@class lunette.rolling: lunette.declaration

---replicas are replaced one after the other
---```lua
---rolling { max_surge = "25%", max_unavailable = 0 }
---```
---@param fields lunette.rolling.fields
---@return lunette.rolling
function rolling(fields) end

---the old version stops, then the new one starts
---@class lunette.recreate.fields: lunette.common
---@field downtime? string # between the old version and the new (a duration, "200ms")

---@class lunette.recreate: lunette.declaration

---the old version stops, then the new one starts
---```lua
---recreate { downtime = "30s" }
---```
---@param fields lunette.recreate.fields
---@return lunette.recreate
function recreate(fields) end

---a new version gets copies of requests
---@class lunette.shadow.fields: lunette.common
---@field percentage? number|string # share of requests that is copied (a ratio, "99.9%" or 0.999)
---@field duration? string # how long (a duration, "200ms")

---@class lunette.shadow: lunette.declaration

---a new version gets copies of requests
---```lua
---shadow { percentage = "10%", duration = "1d" }
---```
---@param fields lunette.shadow.fields
---@return lunette.shadow
function shadow(fields) end

---some users see the new version
---@class lunette.ab_test.fields: lunette.common
---@field percentage? number|string # share of users who see the new version (a ratio, "99.9%" or 0.999)
---@field duration? string # how long (a duration, "200ms")
---@field variants? table<string, any> # variant to what it is
---@field analysis? string|lunette.slo|(string|lunette.slo)[] # the objectives that decide whether it goes on

---@class lunette.ab_test: lunette.declaration

---some users see the new version
---```lua
---ab_test { percentage = "50%", duration = "14d" }
---```
---@param fields lunette.ab_test.fields
---@return lunette.ab_test
function ab_test(fields) end

---a path prefix and where it goes
---@class lunette.route.fields: lunette.common
---@field service? string|lunette.service|lunette.external # where requests go; or split
---@field methods? string|string[] # HTTP methods; any when not said
---@field strip_prefix? string|number # removed from the path before the service sees it
---@field timeout? string # when the gateway gives up (a duration, "200ms")
---@field auth? "none"|"jwt"|"oauth2"|"mtls"|"api-key"|boolean # what clients have to show on this route
---@field rate_limiting? lunette.table.rate_limiting # for this route
---@field public? boolean # open to anybody on purpose
---@field split? string|lunette.to|(string|lunette.to)[] # shares of traffic: to "svc" { weight = 10 }

---@class lunette.route: lunette.declaration
---@overload fun(fields: lunette.route.fields): lunette.route

---a path prefix and where it goes
---```lua
---route "/api/orders" { service = "order-service", strip_prefix = "/api" }
---```
---@param name string
---@param fields? lunette.route.fields
---@return lunette.route
function route(name, fields) end

---a destination of traffic
---@class lunette.to.fields: lunette.common
---@field to? string|lunette.service|lunette.external # where requests go; given as the name
---@field subset? string|number # the version of it
---@field weight? integer # share of requests in percent
---@field match? lunette.table.match # only requests like these
---@field mirror? string|lunette.service|lunette.external # who gets a copy of each request
---@field timeout? string # of one try (a duration, "200ms")
---@field retry? lunette.table.retry # how often it is tried

---@class lunette.to: lunette.declaration
---@overload fun(fields: lunette.to.fields): lunette.to

---a destination of traffic
---```lua
---to "order-service" { subset = "v2", weight = 10 }
---```
---@param name string|lunette.service|lunette.external
---@param fields? lunette.to.fields
---@return lunette.to
function to(name, fields) end

---a local transaction of a saga
---@class lunette.step.fields: lunette.common
---@field service? string|lunette.service|lunette.external # who does it
---@field action? string|number # what is done
---@field compensation? string|number|false # what undoes it; false: there is nothing to undo
---@field pivot? boolean # after it the saga goes through to the end
---@field retryable? boolean # is repeated until it succeeds
---@field timeout? string # when it counts as failed (a duration, "200ms")

---@class lunette.step: lunette.declaration
---@overload fun(fields: lunette.step.fields): lunette.step

---a local transaction of a saga
---```lua
---step "pay" { service = "payment-service", action = "pay", compensation = "refund" }
---```
---@param name string
---@param fields? lunette.step.fields
---@return lunette.step
function step(name, fields) end

---one of several ways
---@class lunette.alt.fields: lunette.common
---@field steps? string|lunette.table.message|lunette.alt|lunette.otherwise|lunette.opt|lunette.loop|lunette.par|lunette.critical|(string|lunette.table.message|lunette.alt|lunette.otherwise|lunette.opt|lunette.loop|lunette.par|lunette.critical)[] # what happens in it
---@field [integer] string|lunette.table.message|lunette.alt|lunette.otherwise|lunette.opt|lunette.loop|lunette.par|lunette.critical # what happens in it

---@class lunette.alt: lunette.declaration
---@overload fun(fields: lunette.alt.fields): lunette.alt

---one of several ways
---```lua
---alt "in stock" { "a -> b: reserve" }
---```
---@param name string
---@param fields? lunette.alt.fields
---@return lunette.alt
function alt(name, fields) end

---the other way of an alt
---@class lunette.otherwise.fields: lunette.common
---@field steps? string|lunette.table.message|lunette.alt|lunette.otherwise|lunette.opt|lunette.loop|lunette.par|lunette.critical|(string|lunette.table.message|lunette.alt|lunette.otherwise|lunette.opt|lunette.loop|lunette.par|lunette.critical)[] # what happens in it
---@field [integer] string|lunette.table.message|lunette.alt|lunette.otherwise|lunette.opt|lunette.loop|lunette.par|lunette.critical # what happens in it

---@class lunette.otherwise: lunette.declaration
---@overload fun(fields: lunette.otherwise.fields): lunette.otherwise

---the other way of an alt
---```lua
---otherwise "sold out" { "a --> c: 409" }
---```
---@param name string
---@param fields? lunette.otherwise.fields
---@return lunette.otherwise
function otherwise(name, fields) end

---happens or not
---@class lunette.opt.fields: lunette.common
---@field steps? string|lunette.table.message|lunette.alt|lunette.otherwise|lunette.opt|lunette.loop|lunette.par|lunette.critical|(string|lunette.table.message|lunette.alt|lunette.otherwise|lunette.opt|lunette.loop|lunette.par|lunette.critical)[] # what happens in it
---@field [integer] string|lunette.table.message|lunette.alt|lunette.otherwise|lunette.opt|lunette.loop|lunette.par|lunette.critical # what happens in it

---@class lunette.opt: lunette.declaration
---@overload fun(fields: lunette.opt.fields): lunette.opt

---happens or not
---```lua
---opt "gift" { "a -> b: wrap" }
---```
---@param name string
---@param fields? lunette.opt.fields
---@return lunette.opt
function opt(name, fields) end

---happens again and again
---@class lunette.loop.fields: lunette.common
---@field steps? string|lunette.table.message|lunette.alt|lunette.otherwise|lunette.opt|lunette.loop|lunette.par|lunette.critical|(string|lunette.table.message|lunette.alt|lunette.otherwise|lunette.opt|lunette.loop|lunette.par|lunette.critical)[] # what happens in it
---@field [integer] string|lunette.table.message|lunette.alt|lunette.otherwise|lunette.opt|lunette.loop|lunette.par|lunette.critical # what happens in it

---@class lunette.loop: lunette.declaration
---@overload fun(fields: lunette.loop.fields): lunette.loop

---happens again and again
---```lua
---loop "each item" { "a -> b: reserve" }
---```
---@param name string
---@param fields? lunette.loop.fields
---@return lunette.loop
function loop(name, fields) end

---happens at the same time
---@class lunette.par.fields: lunette.common
---@field steps? string|lunette.table.message|lunette.alt|lunette.otherwise|lunette.opt|lunette.loop|lunette.par|lunette.critical|(string|lunette.table.message|lunette.alt|lunette.otherwise|lunette.opt|lunette.loop|lunette.par|lunette.critical)[] # what happens in it
---@field [integer] string|lunette.table.message|lunette.alt|lunette.otherwise|lunette.opt|lunette.loop|lunette.par|lunette.critical # what happens in it

---@class lunette.par: lunette.declaration
---@overload fun(fields: lunette.par.fields): lunette.par

---happens at the same time
---```lua
---par "prices" { "a -> b: quote" }
---```
---@param name string
---@param fields? lunette.par.fields
---@return lunette.par
function par(name, fields) end

---must not be interrupted
---@class lunette.critical.fields: lunette.common
---@field steps? string|lunette.table.message|lunette.alt|lunette.otherwise|lunette.opt|lunette.loop|lunette.par|lunette.critical|(string|lunette.table.message|lunette.alt|lunette.otherwise|lunette.opt|lunette.loop|lunette.par|lunette.critical)[] # what happens in it
---@field [integer] string|lunette.table.message|lunette.alt|lunette.otherwise|lunette.opt|lunette.loop|lunette.par|lunette.critical # what happens in it

---@class lunette.critical: lunette.declaration
---@overload fun(fields: lunette.critical.fields): lunette.critical

---must not be interrupted
---```lua
---critical "book" { "a -> b: book" }
---```
---@param name string
---@param fields? lunette.critical.fields
---@return lunette.critical
function critical(name, fields) end

---pods are deleted
---@class lunette.pod_kill.fields: lunette.common
---@field count? integer # pods to kill
---@field interval? string # time between two kills (a duration, "200ms")

---@class lunette.pod_kill: lunette.declaration

---pods are deleted
---```lua
---pod_kill { count = 1 }
---```
---@param fields lunette.pod_kill.fields
---@return lunette.pod_kill
function pod_kill(fields) end

---packets arrive late
---@class lunette.network_delay.fields: lunette.common
---@field delay? string # added to each packet (a duration, "200ms")
---@field jitter? string # by which the delay varies (a duration, "200ms")
---@field percentage? number|string # share of requests (a ratio, "99.9%" or 0.999)
---@field on? string|lunette.service|lunette.external|lunette.datastore|lunette.broker # only towards this one

---@class lunette.network_delay: lunette.declaration

---packets arrive late
---```lua
---network_delay { delay = "100ms", jitter = "20ms" }
---```
---@param fields lunette.network_delay.fields
---@return lunette.network_delay
function network_delay(fields) end

---packets are lost
---@class lunette.network_loss.fields: lunette.common
---@field loss? number|string # share of packets that are lost (a ratio, "99.9%" or 0.999)
---@field on? string|lunette.service|lunette.external|lunette.datastore|lunette.broker # only towards this one

---@class lunette.network_loss: lunette.declaration

---packets are lost
---```lua
---network_loss { loss = "10%" }
---```
---@param fields lunette.network_loss.fields
---@return lunette.network_loss
function network_loss(fields) end

---requests are answered with an error
---@class lunette.abort.fields: lunette.common
---@field status? integer # HTTP status answered instead
---@field percentage? number|string # share of requests (a ratio, "99.9%" or 0.999)
---@field on? string|lunette.service|lunette.external|lunette.datastore|lunette.broker # only towards this one

---@class lunette.abort: lunette.declaration

---requests are answered with an error
---```lua
---abort { status = 503, percentage = "50%" }
---```
---@param fields lunette.abort.fields
---@return lunette.abort
function abort(fields) end

---cores are kept busy
---@class lunette.cpu_stress.fields: lunette.common
---@field workers? integer # cores that are kept busy
---@field load? number|string # share of each (a ratio, "99.9%" or 0.999)

---@class lunette.cpu_stress: lunette.declaration

---cores are kept busy
---```lua
---cpu_stress { workers = 2, load = "80%" }
---```
---@param fields lunette.cpu_stress.fields
---@return lunette.cpu_stress
function cpu_stress(fields) end

---memory is used up
---@class lunette.memory_stress.fields: lunette.common
---@field workers? integer # processes that hold memory
---@field size? string # memory each of them holds (a size, "512MiB")

---@class lunette.memory_stress: lunette.declaration

---memory is used up
---```lua
---memory_stress { size = "512MiB" }
---```
---@param fields lunette.memory_stress.fields
---@return lunette.memory_stress
function memory_stress(fields) end

---names do not resolve
---@class lunette.dns_error.fields: lunette.common
---@field pattern? string|number # host names that do not resolve; * stands for any
---@field percentage? number|string # share of requests (a ratio, "99.9%" or 0.999)

---@class lunette.dns_error: lunette.declaration

---names do not resolve
---```lua
---dns_error { pattern = "payments.*" }
---```
---@param fields lunette.dns_error.fields
---@return lunette.dns_error
function dns_error(fields) end

---a cloud resource fails
---@class lunette.aws_failure.fields: lunette.common
---@field api? string|number # what is done: ec2-stop, ec2-restart, detach-volume
---@field region? string|number # where

---@class lunette.aws_failure: lunette.declaration

---a cloud resource fails
---```lua
---aws_failure { api = "ec2-stop", region = "eu-central-1" }
---```
---@param fields lunette.aws_failure.fields
---@return lunette.aws_failure
function aws_failure(fields) end

---Runs another file of the same model, once, and returns what it returns. The path is relative
---to the including file and never leads out of the model's folder.
---@param path string
---@return any ...
function include(path) end

---Returns a module that Lunette ships.
---@param name string
---@return any
function require(name) end

---where something stands
---@class frozen.place
---@field file string
---@field line integer

---what every item of the frozen model has
---@class frozen.item
---@field name string?
---@field kind string # the word that declares it: "service", "sync"
---@field owner any # the item it is nested in, or nil; the field of that name where there is one
---@field at frozen.place?

---@alias frozen.callee frozen.service|frozen.external|frozen.gateway

---@class frozen.finding
---@field at frozen.item # what is to blame
---@field field? string # the very field of it
---@field message string
---@field help? string # the one thing to do
---@field subject? string # whom it is about, for `allow`
---@field related? { [1]: frozen.item, [2]: string }[] # other places that matter, and why

---@alias frozen.report fun(at: frozen.item|frozen.finding, message?: string)

---the resolved model, read-only
---@class frozen.model
---@field architecture frozen.architecture?
---@field dependencies (frozen.sync|frozen.async)[] # of all services
---@field architectures frozen.architecture[]
---@field teams frozen.team[]
---@field actors frozen.actor[]
---@field externals frozen.external[]
---@field contexts frozen.context[]
---@field services frozen.service[]
---@field brokers frozen.broker[]
---@field topics frozen.topic[]
---@field events frozen.event[]
---@field consumer_groups frozen.consumer_group[]
---@field datastores frozen.datastore[]
---@field gateways frozen.gateway[]
---@field meshes frozen.mesh[]
---@field traffic frozen.traffic[]
---@field sagas frozen.saga[]
---@field slos frozen.slo[]
---@field scenarios frozen.scenario[]
---@field workloads frozen.workload[]
---@field experiments frozen.experiment[]
---@field views frozen.view[]
---@field rules frozen.rule[]
---@field relationships frozen.relationship[]
---@field circuit_breakers frozen.circuit_breaker[]
---@field retry_policies frozen.retry_policy[]
---@field timeouts frozen.timeout[]
---@field rate_limits frozen.rate_limit[]
---@field quotas frozen.quota[]
---@field bulkheads frozen.bulkhead[]
---@field accesses frozen.access[]
---@field event_sourcings frozen.event_sourcing[]
---@field cqrs frozen.cqrs[]
---@field allows frozen.allow[]
---@field configs frozen.config[]
---@field tracings frozen.tracing[]
---@field find fun(self: frozen.model, kind: string, name: string): any # the item of this kind and name, or nil
---@field calls fun(self: frozen.model): frozen.sync[] # every sync call
---@field callers fun(self: frozen.model, callee: frozen.callee): frozen.sync[] # the sync calls to it
---@field reachable fun(self: frozen.model, from: frozen.callee): frozen.callee[] # all that hard calls lead to, nearest first
---@field path fun(self: frozen.model, from: frozen.callee, to: frozen.callee): frozen.callee[]? # the shortest way along hard calls, both ends included

---the system as a whole
---@class frozen.architecture: frozen.item
---@field pattern ("microservices"|"event-driven"|"modular-monolith"|"layered"|"serverless")? # the style as a whole
---@field version string? # of the model
---@field owner (frozen.team)? # the team that answers for it
---@field owner_name string? # as written
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---people who own contexts and services
---@class frozen.team: frozen.item
---@field contact string? # how to reach it
---@field members string[] # who is in it
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---a person who uses the system
---@class frozen.actor: frozen.item
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---a system of somebody else
---@class frozen.external: frozen.item
---@field technology string? # what it speaks or is
---@field slos (frozen.slo)[] # what it promises
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---a bounded context: a boundary within which one model and one language hold
---@class frozen.context: frozen.item
---@field subdomain ("core"|"supporting"|"generic")? # how much it sets the business apart
---@field owner (frozen.team)? # the team that answers for it
---@field owner_name string? # as written
---@field language table<string, string> # the ubiquitous language: term to meaning
---@field aggregates string[] # the clusters of objects it keeps consistent
---@field legacy boolean? # an old system, not designed around its model
---@field parent (frozen.context)? # the context it is a part of
---@field parent_name string? # as written
---@field services (frozen.service)[] # the services in it
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---something deployable on its own, inside one bounded context
---@class frozen.service: frozen.item
---@field context (frozen.context)? # the bounded context it belongs to
---@field context_name string? # as written
---@field responsibilities string[] # what it is there for
---@field technologies (frozen.table.technologies)? # what it is built with
---@field owner (frozen.team)? # the team that answers for it
---@field owner_name string? # as written
---@field criticality ("critical"|"high"|"medium"|"low")? # how much hangs on it
---@field endpoints (frozen.GET|frozen.POST|frozen.PUT|frozen.PATCH|frozen.DELETE|frozen.HEAD|frozen.OPTIONS|frozen.rpc|frozen.query|frozen.mutation|frozen.handler)[] # the operations it offers
---@field dependencies (frozen.sync|frozen.async)[] # the calls and messages it sends
---@field publishes (frozen.event)[] # the events it publishes: names or declarations
---@field publishes_names string[] # as written
---@field consumes (frozen.on)[] # the events it reacts to: names or on "event" { … }
---@field datastores (frozen.datastore)[] # the stores it owns
---@field datastores_names string[] # as written
---@field uses (frozen.datastore)[] # stores it uses without owning them
---@field uses_names string[] # as written
---@field health (frozen.liveness|frozen.readiness|frozen.startup)[] # its health checks
---@field slos (frozen.slo)[] # what it promises
---@field tracing (frozen.tracing)? # distributed tracing
---@field deployment (frozen.canary|frozen.blue_green|frozen.rolling|frozen.recreate|frozen.shadow|frozen.ab_test)? # how a new version goes out
---@field scaling (frozen.table.scaling)? # how it grows with load
---@field ports integer[] # the ports it listens on
---@field discovery ("client-side"|"server-side"|"registry")? # how callers find it
---@field performance (frozen.table.performance)? # its own share of time and availability, without its dependencies
---@field image string? # the container image
---@field release_group string? # what it can only be released together with
---@field scaffold (frozen.scaffold)? # what its generated skeleton needs
---@field callers (frozen.sync)[] # the sync calls to it
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---a message broker
---@class frozen.broker: frozen.item
---@field technology string? # kafka, rabbitmq, pubsub, nats, sqs
---@field nodes integer? # nodes of the cluster
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---a topic or queue of a broker
---@class frozen.topic: frozen.item
---@field broker (frozen.broker)? # where it lives
---@field broker_name string? # as written
---@field partitions integer? # consumers of a group that can share it
---@field replication integer? # copies of each partition
---@field retention_s number? # how long messages are kept
---@field key string? # what messages are partitioned by
---@field ordering boolean? # consumers rely on the order of messages
---@field dead_letter (frozen.topic)? # where messages go that cannot be handled; true: outside the model
---@field dead_letter_name string? # as written
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---something that happened, told to others
---@class frozen.event: frozen.item
---@field event_kind ("domain"|"integration"|"notification")? # domain (inside a context), integration (between contexts), notification
---@field topic (frozen.topic)? # the topic it is published to
---@field topic_name string? # as written
---@field version string? # version of its schema
---@field schema table<string, string> # its fields: name to type
---@field key string? # the field messages are partitioned by
---@field public boolean? # consumers outside the model are expected
---@field publishers (frozen.service)[] # the services that publish it
---@field consumers (frozen.on)[] # the subscriptions to it; the owner of each is the service
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---consumers that share the work of topics
---@class frozen.consumer_group: frozen.item
---@field topics (frozen.topic)[] # what it reads
---@field topics_names string[] # as written
---@field service (frozen.service)? # whose instances form it
---@field service_name string? # as written
---@field max_instances integer? # members at most
---@field dead_letter (frozen.topic)? # where messages go that cannot be handled
---@field dead_letter_name string? # as written
---@field max_deliveries integer? # tries before a message goes to the dead letters
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---a database, cache, index or bucket
---@class frozen.datastore: frozen.item
---@field technology string? # postgresql, mongodb, redis, …
---@field purpose string? # what it keeps
---@field schema string[] # schemas or collections; one server with a schema for each user is not sharing
---@field data ("public"|"internal"|"confidential"|"pii")? # the most sensitive class of data in it
---@field owner (frozen.service)? # the service whose data it is
---@field owner_name string? # as written
---@field used_by (frozen.service)[] # services that use it
---@field used_by_names string[] # as written
---@field single_writer boolean? # only one version of one service may write at a time
---@field users (frozen.service)[] # its owner, then all others who use it
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---the entry for clients: routing, authentication, rate limits
---@class frozen.gateway: frozen.item
---@field service (frozen.service)? # the service that realises it
---@field service_name string? # as written
---@field routes (frozen.route)[] # what goes where
---@field authentication (frozen.table.authentication)? # for every route
---@field rate_limiting (frozen.table.rate_limiting)? # for every route
---@field tls (frozen.table.tls)? # encryption towards clients
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---a service mesh
---@class frozen.mesh: frozen.item
---@field type ("istio"|"linkerd"|"consul")? # the product
---@field version string? # of the product
---@field observability (frozen.table.observability)? # what it reports
---@field security (frozen.table.security)? # what it enforces
---@field services (frozen.service)[] # who is in it; all when not said
---@field services_names string[] # as written
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---how the mesh steers requests to a service
---@class frozen.traffic: frozen.item
---@field host (frozen.service|frozen.external)? # whose requests are steered
---@field host_name string? # as written
---@field gateway (frozen.gateway)? # the gateway they come in by
---@field gateway_name string? # as written
---@field routes (frozen.to)[] # where they go
---@field load_balancing ("round-robin"|"least-request"|"random"|"consistent-hash")? # how instances are chosen
---@field subsets (frozen.table.subset)[] # versions of the host: { v1 = { version = "1.4" } }
---@field fault (frozen.table.fault)? # put in on purpose
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---a transaction over several services, undone step by step when one fails
---@class frozen.saga: frozen.item
---@field coordination ("orchestration"|"choreography")? # who decides what comes next
---@field orchestrator (frozen.service)? # the service that decides
---@field orchestrator_name string? # as written
---@field compensation_strategy ("sequential"|"parallel")? # how steps are undone
---@field steps (frozen.step)[] # in order
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---a service level objective
---@class frozen.slo: frozen.item
---@field target number? # "99.9%" of good events, "200ms" of a latency, "500/s" of a throughput
---@field window_s number? # the time it is judged over
---@field unit string? # of a target written as a bare number: ms, s, %
---@field sli ("availability"|"latency"|"error_rate"|"throughput"|"freshness")? # what is measured; read off the name (latency_p99) when not said
---@field percentile number? # of a latency; read off the name when not said
---@field service (frozen.service|frozen.external)? # who promises it, when it is not declared in a service
---@field service_name string? # as written
---@field target_ms number? # the target of a latency or freshness
---@field target_per_s number? # the target of a throughput
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---who talks to whom, in order
---@class frozen.scenario: frozen.item
---@field steps (frozen.table.message|frozen.alt|frozen.otherwise|frozen.opt|frozen.loop|frozen.par|frozen.critical)[] # "a -> b: call", "b --> a: reply", "a ->> b: message", "note a: text" and blocks
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---how often a scenario happens
---@class frozen.workload: frozen.item
---@field scenario (frozen.scenario)? # what each request does
---@field scenario_name string? # as written
---@field rate_per_s number? # how many requests: "200/s"; or requests_per_minute = 12000
---@field duration_ms number? # how long
---@field arrival ("poisson"|"constant")? # how requests are spread over time
---@field ramp_ms number? # time to get to the full rate
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---a chaos experiment: fault, hypothesis, limits
---@class frozen.experiment: frozen.item
---@field target (frozen.service|frozen.external|frozen.datastore|frozen.broker|frozen.gateway|frozen.topic)? # what the fault is put into
---@field target_name string? # as written
---@field fault (frozen.pod_kill|frozen.network_delay|frozen.network_loss|frozen.abort|frozen.cpu_stress|frozen.memory_stress|frozen.dns_error|frozen.aws_failure)? # what goes wrong
---@field duration_ms number? # how long
---@field steady_state (frozen.slo)[] # the objectives that describe normal operation
---@field steady_state_names string[] # as written
---@field hypothesis string? # what is expected to happen
---@field blast_radius (frozen.table.blast_radius)? # how far it may reach
---@field abort_when (frozen.table.abort_when)? # when it is stopped
---@field workload (frozen.workload)? # the traffic it runs under
---@field workload_name string? # as written
---@field recovery (frozen.table.recovery)? # when all is well again
---@field run boolean? # it is to be run, not only designed
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---a picture worth having
---@class frozen.view: frozen.item
---@field view_kind ("landscape"|"contexts"|"dependencies"|"events"|"data"|"deployment"|"objectives"|"sequence"|"saga")? # what sort of picture
---@field include string[] # names, tags or globs of what is shown
---@field exclude string[] # names, tags or globs of what is left out
---@field around (frozen.service|frozen.gateway|frozen.external|frozen.actor|frozen.topic|frozen.datastore|frozen.context|frozen.saga|frozen.scenario)? # what stands in the middle
---@field around_name string? # as written
---@field depth integer? # steps from it
---@field group_by string? # context, owner or none
---@field direction ("down"|"right"|"up"|"left")? # where lines lead
---@field title string? # above the picture
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---a rule of the model's own, over the frozen model
---@class frozen.rule: frozen.item
---@field severity ("off"|"note"|"warning"|"error")? # of its findings
---@field summary string? # what it finds, in a line
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---how two bounded contexts stand to each other
---@class frozen.relationship: frozen.item
---@field upstream (frozen.context)? # the context whose decisions reach the other
---@field upstream_name string? # as written
---@field downstream (frozen.context)? # the context that lives with them
---@field downstream_name string? # as written
---@field between (frozen.context)[] # the two ends of a partnership, shared kernel or separate ways
---@field between_names string[] # as written
---@field pattern ("partnership"|"shared-kernel"|"customer-supplier"|"conformist"|"upstream-downstream"|"separate-ways")? # the context map pattern
---@field upstream_roles string[] # what the upstream offers: open-host-service, published-language
---@field downstream_roles string[] # how the downstream protects itself: anticorruption-layer
---@field exposes string[] # the aggregates that cross the boundary
---@field technology string? # how it is realised
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---the circuit breaker of every call to a service
---@class frozen.circuit_breaker: frozen.item
---@field service (frozen.service|frozen.external)? # every call to it
---@field service_name string? # as written
---@field failure_threshold integer? # failures in a row that open it
---@field reset_timeout_ms number? # how long it stays open
---@field max_connections integer? # connections at a time
---@field max_pending integer? # requests that may wait for one
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---how often every call to a service is tried
---@class frozen.retry_policy: frozen.item
---@field service (frozen.service|frozen.external)? # every call to it
---@field service_name string? # as written
---@field max_attempts integer? # tries in all, the first included
---@field backoff_ms number? # wait before the second try
---@field backoff_multiplier number? # by which each further wait grows
---@field max_backoff_ms number? # the longest wait
---@field jitter boolean? # waits are spread at random
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---the timeout of every call to a service
---@class frozen.timeout: frozen.item
---@field service (frozen.service|frozen.external)? # every call to it
---@field service_name string? # as written
---@field timeout_ms number? # of one try
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---how many requests a service takes
---@class frozen.rate_limit: frozen.item
---@field service (frozen.service|frozen.external)? # every call to it
---@field service_name string? # as written
---@field rate_per_s number? # requests let through: "100/s"; or requests_per_minute = 6000
---@field burst integer? # requests let through at once
---@field per string? # what is counted apart: client, ip, user
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---how many requests a client has in a longer window
---@class frozen.quota: frozen.item
---@field service (frozen.service|frozen.external)? # every call to it
---@field service_name string? # as written
---@field limit integer? # requests in a window
---@field window_s number? # how long a window is
---@field per string? # what is counted apart: client, user, tenant
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---how many calls to a service run at a time
---@class frozen.bulkhead: frozen.item
---@field service (frozen.service|frozen.external)? # every call to it
---@field service_name string? # as written
---@field limit integer? # calls at a time
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---who may call a service
---@class frozen.access: frozen.item
---@field from (frozen.service|frozen.gateway|frozen.external|frozen.actor)[] # who may call
---@field from_names string[] # as written
---@field to (frozen.service)? # whom
---@field to_name string? # as written
---@field methods string[] # HTTP methods; any when not said
---@field paths string[] # path prefixes; any when not said
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---state kept as a sequence of events
---@class frozen.event_sourcing: frozen.item
---@field service (frozen.service)? # whose state is the sequence of its events
---@field service_name string? # as written
---@field event_store (frozen.table.event_store)? # where they are kept
---@field snapshot_policy (frozen.table.snapshot_policy)? # how often the state is written down
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---command query responsibility segregation: reads and writes have their own models
---@class frozen.cqrs: frozen.item
---@field service (frozen.service)? # whose reads and writes have models of their own
---@field service_name string? # as written
---@field read_model (frozen.table.read_model)? # what queries see
---@field write_model (frozen.table.write_model)? # what commands change
---@field projections (frozen.event)[] # the events the read model is built from
---@field projections_names string[] # as written
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---a suppression: a decision on record
---@class frozen.allow: frozen.item
---@field rule string? # the id of a rule; * stands for any
---@field on string? # whom: a name or "a -> b"; everywhere when not said
---@field reason string? # why this is right here: a decision on record
---@field expires string? # the date until which it holds, YYYY-MM-DD
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---what a project settles once
---@class frozen.config: frozen.item
---@field rules (frozen.table.rule_setting)[] # rule to settings: { ["calls/depth"] = { limit = 6 } }
---@field fail_on ("off"|"note"|"warning"|"error")? # severity that fails a check
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---an operation that reads
---@class frozen.GET: frozen.item
---@field summary string? # what it does, in a line
---@field version string? # version of the contract
---@field idempotent boolean? # may be repeated safely; read off the method when not said
---@field auth ("none"|"jwt"|"oauth2"|"mtls"|"api-key")? # what the caller has to show
---@field deprecated boolean? # callers should move away
---@field sunset string? # the date it goes away (RFC 8594), YYYY-MM-DD
---@field request table<string, string> # fields of the request: name to type
---@field response table<string, string> # fields of the response: name to type
---@field latency_p50_ms number? # median time to answer
---@field latency_p99_ms number? # 99th percentile of the time to answer
---@field timeout_ms number? # when the service itself gives up
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---an operation that creates or commands
---@class frozen.POST: frozen.item
---@field summary string? # what it does, in a line
---@field version string? # version of the contract
---@field idempotent boolean? # may be repeated safely; read off the method when not said
---@field auth ("none"|"jwt"|"oauth2"|"mtls"|"api-key")? # what the caller has to show
---@field deprecated boolean? # callers should move away
---@field sunset string? # the date it goes away (RFC 8594), YYYY-MM-DD
---@field request table<string, string> # fields of the request: name to type
---@field response table<string, string> # fields of the response: name to type
---@field latency_p50_ms number? # median time to answer
---@field latency_p99_ms number? # 99th percentile of the time to answer
---@field timeout_ms number? # when the service itself gives up
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---an operation that replaces
---@class frozen.PUT: frozen.item
---@field summary string? # what it does, in a line
---@field version string? # version of the contract
---@field idempotent boolean? # may be repeated safely; read off the method when not said
---@field auth ("none"|"jwt"|"oauth2"|"mtls"|"api-key")? # what the caller has to show
---@field deprecated boolean? # callers should move away
---@field sunset string? # the date it goes away (RFC 8594), YYYY-MM-DD
---@field request table<string, string> # fields of the request: name to type
---@field response table<string, string> # fields of the response: name to type
---@field latency_p50_ms number? # median time to answer
---@field latency_p99_ms number? # 99th percentile of the time to answer
---@field timeout_ms number? # when the service itself gives up
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---an operation that changes a part
---@class frozen.PATCH: frozen.item
---@field summary string? # what it does, in a line
---@field version string? # version of the contract
---@field idempotent boolean? # may be repeated safely; read off the method when not said
---@field auth ("none"|"jwt"|"oauth2"|"mtls"|"api-key")? # what the caller has to show
---@field deprecated boolean? # callers should move away
---@field sunset string? # the date it goes away (RFC 8594), YYYY-MM-DD
---@field request table<string, string> # fields of the request: name to type
---@field response table<string, string> # fields of the response: name to type
---@field latency_p50_ms number? # median time to answer
---@field latency_p99_ms number? # 99th percentile of the time to answer
---@field timeout_ms number? # when the service itself gives up
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---an operation that removes
---@class frozen.DELETE: frozen.item
---@field summary string? # what it does, in a line
---@field version string? # version of the contract
---@field idempotent boolean? # may be repeated safely; read off the method when not said
---@field auth ("none"|"jwt"|"oauth2"|"mtls"|"api-key")? # what the caller has to show
---@field deprecated boolean? # callers should move away
---@field sunset string? # the date it goes away (RFC 8594), YYYY-MM-DD
---@field request table<string, string> # fields of the request: name to type
---@field response table<string, string> # fields of the response: name to type
---@field latency_p50_ms number? # median time to answer
---@field latency_p99_ms number? # 99th percentile of the time to answer
---@field timeout_ms number? # when the service itself gives up
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---an operation that asks for headers
---@class frozen.HEAD: frozen.item
---@field summary string? # what it does, in a line
---@field version string? # version of the contract
---@field idempotent boolean? # may be repeated safely; read off the method when not said
---@field auth ("none"|"jwt"|"oauth2"|"mtls"|"api-key")? # what the caller has to show
---@field deprecated boolean? # callers should move away
---@field sunset string? # the date it goes away (RFC 8594), YYYY-MM-DD
---@field request table<string, string> # fields of the request: name to type
---@field response table<string, string> # fields of the response: name to type
---@field latency_p50_ms number? # median time to answer
---@field latency_p99_ms number? # 99th percentile of the time to answer
---@field timeout_ms number? # when the service itself gives up
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---an operation that asks what is allowed
---@class frozen.OPTIONS: frozen.item
---@field summary string? # what it does, in a line
---@field version string? # version of the contract
---@field idempotent boolean? # may be repeated safely; read off the method when not said
---@field auth ("none"|"jwt"|"oauth2"|"mtls"|"api-key")? # what the caller has to show
---@field deprecated boolean? # callers should move away
---@field sunset string? # the date it goes away (RFC 8594), YYYY-MM-DD
---@field request table<string, string> # fields of the request: name to type
---@field response table<string, string> # fields of the response: name to type
---@field latency_p50_ms number? # median time to answer
---@field latency_p99_ms number? # 99th percentile of the time to answer
---@field timeout_ms number? # when the service itself gives up
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---a remote procedure: service and method
---@class frozen.rpc: frozen.item
---@field summary string? # what it does, in a line
---@field version string? # version of the contract
---@field idempotent boolean? # may be repeated safely; read off the method when not said
---@field auth ("none"|"jwt"|"oauth2"|"mtls"|"api-key")? # what the caller has to show
---@field deprecated boolean? # callers should move away
---@field sunset string? # the date it goes away (RFC 8594), YYYY-MM-DD
---@field request table<string, string> # fields of the request: name to type
---@field response table<string, string> # fields of the response: name to type
---@field latency_p50_ms number? # median time to answer
---@field latency_p99_ms number? # 99th percentile of the time to answer
---@field timeout_ms number? # when the service itself gives up
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---a GraphQL query
---@class frozen.query: frozen.item
---@field summary string? # what it does, in a line
---@field version string? # version of the contract
---@field idempotent boolean? # may be repeated safely; read off the method when not said
---@field auth ("none"|"jwt"|"oauth2"|"mtls"|"api-key")? # what the caller has to show
---@field deprecated boolean? # callers should move away
---@field sunset string? # the date it goes away (RFC 8594), YYYY-MM-DD
---@field request table<string, string> # fields of the request: name to type
---@field response table<string, string> # fields of the response: name to type
---@field latency_p50_ms number? # median time to answer
---@field latency_p99_ms number? # 99th percentile of the time to answer
---@field timeout_ms number? # when the service itself gives up
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---a GraphQL mutation
---@class frozen.mutation: frozen.item
---@field summary string? # what it does, in a line
---@field version string? # version of the contract
---@field idempotent boolean? # may be repeated safely; read off the method when not said
---@field auth ("none"|"jwt"|"oauth2"|"mtls"|"api-key")? # what the caller has to show
---@field deprecated boolean? # callers should move away
---@field sunset string? # the date it goes away (RFC 8594), YYYY-MM-DD
---@field request table<string, string> # fields of the request: name to type
---@field response table<string, string> # fields of the response: name to type
---@field latency_p50_ms number? # median time to answer
---@field latency_p99_ms number? # 99th percentile of the time to answer
---@field timeout_ms number? # when the service itself gives up
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---a function of a serverless service
---@class frozen.handler: frozen.item
---@field summary string? # what it does, in a line
---@field version string? # version of the contract
---@field idempotent boolean? # may be repeated safely; read off the method when not said
---@field auth ("none"|"jwt"|"oauth2"|"mtls"|"api-key")? # what the caller has to show
---@field deprecated boolean? # callers should move away
---@field sunset string? # the date it goes away (RFC 8594), YYYY-MM-DD
---@field request table<string, string> # fields of the request: name to type
---@field response table<string, string> # fields of the response: name to type
---@field latency_p50_ms number? # median time to answer
---@field latency_p99_ms number? # 99th percentile of the time to answer
---@field timeout_ms number? # when the service itself gives up
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---a call that waits for its answer
---@class frozen.sync: frozen.item
---@field to (frozen.service|frozen.external|frozen.gateway)? # whom it calls; given as the name
---@field to_name string? # as written
---@field endpoints string[] # the operations it calls: "POST /orders", "OrderService/Create"; or { method =, path = }, whose further keys are notes
---@field protocol ("rest"|"grpc"|"graphql"|"function"|"thrift"|"tcp")? # what they speak
---@field timeout_ms number? # of one try: when the caller gives up
---@field retry (frozen.table.retry)? # how often it tries
---@field circuit_breaker (frozen.table.circuit_breaker)? # when it stops trying
---@field bulkhead integer? # calls at a time
---@field fallback string? # what the caller does instead
---@field optional boolean? # the caller lives without the answer
---@field critical boolean? # the call is on a critical path
---@field idempotent boolean? # may be repeated safely; else read off the endpoint (RFC 9110)
---@field version string? # version of the contract it relies on
---@field callee (frozen.service)? # the service that answers: the target, or what realises the gateway
---@field timeout_in_force_ms number? # of one try: its own, or a default for calls to the target
---@field timeout_by (frozen.sync|frozen.timeout|frozen.to)? # who says that timeout
---@field retry_in_force (frozen.table.retry|frozen.retry_policy)? # its own retry, or a default for calls to the target
---@field circuit_breaker_in_force (frozen.table.circuit_breaker|frozen.circuit_breaker)? # its own circuit breaker, or a default for calls to the target
---@field bulkhead_in_force integer? # calls at a time: its own, or a default for calls to the target
---@field bulkhead_by (frozen.sync|frozen.bulkhead)? # who says that bulkhead
---@field attempts integer? # tries in all; 1 where nobody says more
---@field worst_ms number? # all tries with the waits between them, at the longest
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---a message that nobody waits for
---@class frozen.async: frozen.item
---@field to (frozen.service|frozen.external|frozen.gateway)? # who receives it; given as the name
---@field to_name string? # as written
---@field through (frozen.topic)? # the topic or queue it goes through
---@field through_name string? # as written
---@field event (frozen.event)? # the event that is sent
---@field event_name string? # as written
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---a subscription to an event
---@class frozen.on: frozen.item
---@field event (frozen.event)? # the event; given as the name
---@field event_name string? # as written
---@field expects table<string, string> # the fields it reads: names, or name to type
---@field group string? # its consumer group
---@field handler string? # what it does with the event
---@field idempotent boolean? # handling it twice does no harm
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---a check whose failure restarts the service
---@class frozen.liveness: frozen.item
---@field interval_ms number? # time between two checks
---@field timeout_ms number? # when a check counts as failed
---@field failure_threshold integer? # failed checks in a row that count
---@field mode ("active"|"passive"|"custom")? # active (asked), passive (read off traffic), custom (the service decides)
---@field depends_on (frozen.service|frozen.datastore|frozen.external|frozen.broker)[] # what must be up for the check to pass
---@field depends_on_names string[] # as written
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---a check whose failure takes the service out of rotation
---@class frozen.readiness: frozen.item
---@field interval_ms number? # time between two checks
---@field timeout_ms number? # when a check counts as failed
---@field failure_threshold integer? # failed checks in a row that count
---@field mode ("active"|"passive"|"custom")? # active (asked), passive (read off traffic), custom (the service decides)
---@field depends_on (frozen.service|frozen.datastore|frozen.external|frozen.broker)[] # what must be up for the check to pass
---@field depends_on_names string[] # as written
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---a check that the service has come up
---@class frozen.startup: frozen.item
---@field interval_ms number? # time between two checks
---@field timeout_ms number? # when a check counts as failed
---@field failure_threshold integer? # failed checks in a row that count
---@field mode ("active"|"passive"|"custom")? # active (asked), passive (read off traffic), custom (the service decides)
---@field depends_on (frozen.service|frozen.datastore|frozen.external|frozen.broker)[] # what must be up for the check to pass
---@field depends_on_names string[] # as written
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---distributed tracing of a service
---@class frozen.tracing: frozen.item
---@field service (frozen.service)? # whose it is, when it is not declared in a service
---@field service_name string? # as written
---@field tracer string? # jaeger, zipkin, otlp
---@field sample_rate number? # share of requests that are traced
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---what the generated skeleton of a service needs
---@class frozen.scaffold: frozen.item
---@field language string? # python, go, node, java
---@field framework string? # fastapi, net-http, express, spring-boot
---@field dependencies string[] # what it needs: database, cache, …
---@field ports integer[] # the ports it listens on
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---a new version gets traffic in growing steps
---@class frozen.canary: frozen.item
---@field initial number? # share of traffic of the first step
---@field increment number? # by which each step grows
---@field pause_ms number? # time between two steps
---@field max number? # share at which it is promoted
---@field steps number[] # the shares one by one, instead of initial and increment
---@field metrics_based boolean? # objectives decide, not only time
---@field analysis (frozen.slo)[] # the objectives that decide whether it goes on
---@field analysis_names string[] # as written
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---a new version runs beside the old one and takes over at once
---@class frozen.blue_green: frozen.item
---@field auto_promote boolean? # switch over without being asked
---@field scale_down_delay_ms number? # how long the old version is kept
---@field analysis (frozen.slo)[] # the objectives that decide whether it goes on
---@field analysis_names string[] # as written
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---replicas are replaced one after the other
---@class frozen.rolling: frozen.item
---@field max_surge string? # replicas above the wanted number: 1 or "25%"
---@field max_unavailable string? # replicas that may be missing: 0 or "25%"
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---the old version stops, then the new one starts
---@class frozen.recreate: frozen.item
---@field downtime_ms number? # between the old version and the new
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---a new version gets copies of requests
---@class frozen.shadow: frozen.item
---@field percentage number? # share of requests that is copied
---@field duration_ms number? # how long
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---some users see the new version
---@class frozen.ab_test: frozen.item
---@field percentage number? # share of users who see the new version
---@field duration_ms number? # how long
---@field variants table<string, string> # variant to what it is
---@field analysis (frozen.slo)[] # the objectives that decide whether it goes on
---@field analysis_names string[] # as written
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---a path prefix and where it goes
---@class frozen.route: frozen.item
---@field service (frozen.service|frozen.external)? # where requests go; or split
---@field service_name string? # as written
---@field methods string[] # HTTP methods; any when not said
---@field strip_prefix string? # removed from the path before the service sees it
---@field timeout_ms number? # when the gateway gives up
---@field auth ("none"|"jwt"|"oauth2"|"mtls"|"api-key")? # what clients have to show on this route
---@field rate_limiting (frozen.table.rate_limiting)? # for this route
---@field public boolean? # open to anybody on purpose
---@field split (frozen.to)[] # shares of traffic: to "svc" { weight = 10 }
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---a destination of traffic
---@class frozen.to: frozen.item
---@field to (frozen.service|frozen.external)? # where requests go; given as the name
---@field to_name string? # as written
---@field subset string? # the version of it
---@field weight integer? # share of requests in percent
---@field match (frozen.table.match)? # only requests like these
---@field mirror (frozen.service|frozen.external)? # who gets a copy of each request
---@field mirror_name string? # as written
---@field timeout_ms number? # of one try
---@field retry (frozen.table.retry)? # how often it is tried
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---a local transaction of a saga
---@class frozen.step: frozen.item
---@field service (frozen.service|frozen.external)? # who does it
---@field service_name string? # as written
---@field action string? # what is done
---@field compensation string? # what undoes it; false: there is nothing to undo
---@field pivot boolean? # after it the saga goes through to the end
---@field retryable boolean? # is repeated until it succeeds
---@field timeout_ms number? # when it counts as failed
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---one of several ways
---@class frozen.alt: frozen.item
---@field steps (frozen.table.message|frozen.alt|frozen.otherwise|frozen.opt|frozen.loop|frozen.par|frozen.critical)[] # what happens in it
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---the other way of an alt
---@class frozen.otherwise: frozen.item
---@field steps (frozen.table.message|frozen.alt|frozen.otherwise|frozen.opt|frozen.loop|frozen.par|frozen.critical)[] # what happens in it
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---happens or not
---@class frozen.opt: frozen.item
---@field steps (frozen.table.message|frozen.alt|frozen.otherwise|frozen.opt|frozen.loop|frozen.par|frozen.critical)[] # what happens in it
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---happens again and again
---@class frozen.loop: frozen.item
---@field steps (frozen.table.message|frozen.alt|frozen.otherwise|frozen.opt|frozen.loop|frozen.par|frozen.critical)[] # what happens in it
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---happens at the same time
---@class frozen.par: frozen.item
---@field steps (frozen.table.message|frozen.alt|frozen.otherwise|frozen.opt|frozen.loop|frozen.par|frozen.critical)[] # what happens in it
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---must not be interrupted
---@class frozen.critical: frozen.item
---@field steps (frozen.table.message|frozen.alt|frozen.otherwise|frozen.opt|frozen.loop|frozen.par|frozen.critical)[] # what happens in it
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---pods are deleted
---@class frozen.pod_kill: frozen.item
---@field count integer? # pods to kill
---@field interval_ms number? # time between two kills
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---packets arrive late
---@class frozen.network_delay: frozen.item
---@field delay_ms number? # added to each packet
---@field jitter_ms number? # by which the delay varies
---@field percentage number? # share of requests
---@field on (frozen.service|frozen.external|frozen.datastore|frozen.broker)? # only towards this one
---@field on_name string? # as written
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---packets are lost
---@class frozen.network_loss: frozen.item
---@field loss number? # share of packets that are lost
---@field on (frozen.service|frozen.external|frozen.datastore|frozen.broker)? # only towards this one
---@field on_name string? # as written
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---requests are answered with an error
---@class frozen.abort: frozen.item
---@field status integer? # HTTP status answered instead
---@field percentage number? # share of requests
---@field on (frozen.service|frozen.external|frozen.datastore|frozen.broker)? # only towards this one
---@field on_name string? # as written
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---cores are kept busy
---@class frozen.cpu_stress: frozen.item
---@field workers integer? # cores that are kept busy
---@field load number? # share of each
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---memory is used up
---@class frozen.memory_stress: frozen.item
---@field workers integer? # processes that hold memory
---@field size_bytes number? # memory each of them holds
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---names do not resolve
---@class frozen.dns_error: frozen.item
---@field pattern string? # host names that do not resolve; * stands for any
---@field percentage number? # share of requests
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---a cloud resource fails
---@class frozen.aws_failure: frozen.item
---@field api string? # what is done: ec2-stop, ec2-restart, detach-volume
---@field region string? # where
---@field description string? # what it is for, in a sentence
---@field tags string[] # words that views and rules can select by
---@field links (frozen.table.link)[] # where to read more: { title =, url = }
---@field properties table<string, string> # anything else, as text by name

---where to read more
---@class frozen.table.link: frozen.item
---@field title string? # what the link leads to
---@field url string? # http, https or a relative path

---what a service is built with
---@class frozen.table.technologies: frozen.item
---@field language string? # programming language
---@field framework string? # web or service framework
---@field runtime string? # what it runs on
---@field database string? # what it stores in, where no datastore is declared

---how a service grows with load
---@class frozen.table.scaling: frozen.item
---@field strategy ("horizontal"|"vertical")? # more replicas or bigger ones
---@field min integer? # replicas that always run
---@field max integer? # replicas at most
---@field metric string? # what it scales by: cpu, memory, requests
---@field target number? # value of the metric to hold; utilisation as "70%" or 0.7

---a service's own share of time and availability
---@class frozen.table.performance: frozen.item
---@field workers integer? # requests one replica works on at a time
---@field latency_p50_ms number? # median time of its own work
---@field latency_p99_ms number? # 99th percentile of its own work
---@field availability number? # of itself, with every dependency up

---how often a call is tried
---@class frozen.table.retry: frozen.item
---@field max_attempts integer? # tries in all, the first included
---@field backoff_ms number? # wait before the second try
---@field backoff_multiplier number? # by which each further wait grows
---@field max_backoff_ms number? # the longest wait
---@field jitter boolean? # waits are spread at random

---when a caller stops trying
---@class frozen.table.circuit_breaker: frozen.item
---@field failure_threshold integer? # failures in a row that open it
---@field reset_timeout_ms number? # how long it stays open
---@field max_connections integer? # connections at a time
---@field max_pending integer? # requests that may wait for one

---what clients have to show
---@class frozen.table.authentication: frozen.item
---@field type ("none"|"jwt"|"oauth2"|"mtls"|"api-key")? # what clients have to show
---@field issuer string? # who issues it: a service of the model or an address
---@field audience string? # whom it must be issued for

---how many requests get through
---@class frozen.table.rate_limiting: frozen.item
---@field rate_per_s number? # requests let through: "100/s"; or requests_per_minute = 6000
---@field burst integer? # requests let through at once
---@field per string? # what is counted apart: client, ip, user

---encryption towards clients
---@class frozen.table.tls: frozen.item
---@field mode ("terminate"|"passthrough"|"mutual")? # where encryption ends
---@field certificate string? # name of the secret that holds the certificate
---@field hosts string[] # host names it is for

---what a mesh reports
---@class frozen.table.observability: frozen.item
---@field tracing boolean? # the mesh reports spans
---@field metrics boolean? # the mesh reports metrics
---@field logging boolean? # the mesh writes access logs

---what a mesh enforces
---@class frozen.table.security: frozen.item
---@field mtls ("strict"|"permissive"|"disabled")? # mutual TLS between its services
---@field authorization boolean? # only declared callers get through

---where the events of a service are kept
---@class frozen.table.event_store: frozen.item
---@field type string? # kafka, eventstoredb, postgresql, …
---@field topic (frozen.topic)? # the topic that holds the events
---@field topic_name string? # as written

---how often state is written down
---@class frozen.table.snapshot_policy: frozen.item
---@field interval_events integer? # events between two snapshots

---what queries see
---@class frozen.table.read_model: frozen.item
---@field type string? # projection, view, index, …
---@field refresh string? # eventual or immediate
---@field datastore (frozen.datastore)? # where it is kept
---@field datastore_name string? # as written

---what commands change
---@class frozen.table.write_model: frozen.item
---@field type string? # aggregate, event-sourced, …
---@field datastore (frozen.datastore)? # where it is kept
---@field datastore_name string? # as written

---a version of a service
---@class frozen.table.subset: frozen.item
---@field version string? # the version it selects
---@field labels table<string, string> # the labels it selects by

---which requests are meant
---@class frozen.table.match: frozen.item
---@field path string? # prefix of the path
---@field methods string[] # HTTP methods
---@field headers table<string, string> # headers with these very values

---a fault put into traffic on purpose
---@class frozen.table.fault: frozen.item
---@field delay_ms number? # added before each request
---@field abort_status integer? # HTTP status answered instead
---@field percentage number? # share of requests

---how far an experiment may reach
---@class frozen.table.blast_radius: frozen.item
---@field max_services integer? # services that may notice
---@field percentage number? # share of instances or traffic that is hit

---when an experiment is stopped
---@class frozen.table.abort_when: frozen.item
---@field error_rate number? # share of failed requests above which it stops
---@field latency_p99_ms number? # latency above which it stops
---@field availability number? # availability below which it stops
---@field breached (frozen.slo)[] # objectives whose breach stops it
---@field breached_names string[] # as written

---when all is well again
---@class frozen.table.recovery: frozen.item
---@field within_ms number? # time after the fault to be well again

---one line of a scenario
---@class frozen.table.message: frozen.item
---@field style ("call"|"reply"|"message"|"note")? # call, reply, message or note
---@field from (frozen.service|frozen.gateway|frozen.actor|frozen.external|frozen.topic|frozen.datastore|frozen.broker)? # who sends it
---@field from_name string? # as written
---@field to (frozen.service|frozen.gateway|frozen.actor|frozen.external|frozen.topic|frozen.datastore|frozen.broker)? # who gets it
---@field to_name string? # as written
---@field text string? # what it says

---severity and thresholds of a rule
---@class frozen.table.rule_setting: frozen.item
---@field severity ("off"|"note"|"warning"|"error")? # off, note, warning, error
---@field parameters table<string, string> # its thresholds; may also stand beside severity

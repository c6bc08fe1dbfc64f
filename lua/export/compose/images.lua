--- Images for stores and brokers, by technology: single nodes without passwords, for a developer's machine only.

---@class export.compose.image
---@field image string
---@field port integer
---@field scheme string? of its address, as clients write it
---@field path string? of its address
---@field command string[]?
---@field environment table<string, string>? %s is the container's name
---@field data string? the folder that outlives the container
---@field ready string[]? what a health check runs in it
---@field is_inner boolean? it tells clients an address that only containers can reach

local ELASTIC = {
  ["discovery.type"] = "single-node", ["xpack.security.enabled"] = "false", ES_JAVA_OPTS = "-Xms512m -Xmx512m",
}

local OPENSEARCH = {
  ["discovery.type"] = "single-node", DISABLE_SECURITY_PLUGIN = "true", DISABLE_INSTALL_DEMO_CONFIG = "true",
  OPENSEARCH_JAVA_OPTS = "-Xms512m -Xmx512m",
}

--- Broker and controller in one node; others in the network reach it by its name.
local KAFKA = {
  KAFKA_NODE_ID = "1",
  KAFKA_PROCESS_ROLES = "broker,controller",
  KAFKA_LISTENERS = "PLAINTEXT://:9092,CONTROLLER://:9093",
  KAFKA_ADVERTISED_LISTENERS = "PLAINTEXT://%s:9092",
  KAFKA_CONTROLLER_LISTENER_NAMES = "CONTROLLER",
  KAFKA_LISTENER_SECURITY_PROTOCOL_MAP = "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
  KAFKA_CONTROLLER_QUORUM_VOTERS = "1@localhost:9093",
  KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR = "1",
  KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR = "1",
  KAFKA_TRANSACTION_STATE_LOG_MIN_ISR = "1",
  KAFKA_LOG_DIRS = "/var/lib/kafka/data",
}

---@type table<string, export.compose.image>
local images = {
  postgresql = {
    image = "postgres:17", port = 5432, scheme = "postgresql://postgres@", path = "/postgres",
    environment = { POSTGRES_HOST_AUTH_METHOD = "trust" },
    data = "/var/lib/postgresql/data", ready = { "CMD", "pg_isready", "-U", "postgres" },
  },
  mysql = {
    image = "mysql:8.4", port = 3306, scheme = "mysql://root@", environment = { MYSQL_ALLOW_EMPTY_PASSWORD = "yes" },
    data = "/var/lib/mysql", ready = { "CMD", "mysqladmin", "ping", "-h", "127.0.0.1" },
  },
  mariadb = {
    image = "mariadb:11.4", port = 3306, scheme = "mysql://root@",
    environment = { MARIADB_ALLOW_EMPTY_ROOT_PASSWORD = "yes" },
    data = "/var/lib/mysql", ready = { "CMD", "healthcheck.sh", "--connect", "--innodb_initialized" },
  },
  mongodb = {
    image = "mongo:8.0", port = 27017, scheme = "mongodb://",
    data = "/data/db", ready = { "CMD", "mongosh", "--quiet", "--eval", "db.adminCommand('ping')" },
  },
  redis = {
    image = "redis:7.4", port = 6379, scheme = "redis://", data = "/data", ready = { "CMD", "redis-cli", "ping" },
  },
  valkey = {
    image = "valkey/valkey:8.0", port = 6379, scheme = "redis://", data = "/data",
    ready = { "CMD", "valkey-cli", "ping" },
  },
  memcached = { image = "memcached:1.6", port = 11211 },
  cassandra = {
    image = "cassandra:5.0", port = 9042, data = "/var/lib/cassandra",
    ready = { "CMD", "cqlsh", "-e", "describe keyspaces" },
  },
  scylladb = {
    image = "scylladb/scylla:6.2", port = 9042, data = "/var/lib/scylla",
    command = { "--smp", "1", "--developer-mode", "1" }, ready = { "CMD", "cqlsh", "-e", "describe keyspaces" },
  },
  elasticsearch = {
    image = "elasticsearch:8.17.0", port = 9200, scheme = "http://", environment = ELASTIC,
    data = "/usr/share/elasticsearch/data", ready = { "CMD", "curl", "-fsS", "http://localhost:9200/_cluster/health" },
  },
  opensearch = {
    image = "opensearchproject/opensearch:2", port = 9200, scheme = "http://", environment = OPENSEARCH,
    data = "/usr/share/opensearch/data", ready = { "CMD", "curl", "-fsS", "http://localhost:9200/_cluster/health" },
  },
  clickhouse = {
    image = "clickhouse/clickhouse-server:24.8", port = 8123, scheme = "http://",
    environment = { CLICKHOUSE_SKIP_USER_SETUP = "1" },
    data = "/var/lib/clickhouse", ready = { "CMD", "wget", "-q", "-O", "/dev/null", "http://localhost:8123/ping" },
  },
  neo4j = {
    image = "neo4j:5", port = 7687, scheme = "neo4j://", environment = { NEO4J_AUTH = "none" },
    data = "/data", ready = { "CMD", "wget", "-q", "-O", "/dev/null", "http://localhost:7474" },
  },
  cockroachdb = {
    image = "cockroachdb/cockroach:v24.1.0", port = 26257, scheme = "postgresql://root@", path = "/defaultdb",
    command = { "start-single-node", "--insecure" },
    data = "/cockroach/cockroach-data", ready = { "CMD", "curl", "-fsS", "http://localhost:8080/health?ready=1" },
  },
  dynamodb = { image = "amazon/dynamodb-local:2.5.4", port = 8000, scheme = "http://" },
  s3 = {
    image = "minio/minio:RELEASE.2024-11-07T00-52-20Z", port = 9000, scheme = "http://",
    command = { "server", "/data" }, data = "/data", ready = { "CMD", "mc", "ready", "local" },
  },
  kafka = {
    image = "apache/kafka:3.9.0", port = 9092, environment = KAFKA, data = "/var/lib/kafka/data", is_inner = true,
    ready = { "CMD", "/opt/kafka/bin/kafka-broker-api-versions.sh", "--bootstrap-server", "localhost:9092" },
  },
  rabbitmq = {
    image = "rabbitmq:4.0", port = 5672, scheme = "amqp://guest:guest@",
    data = "/var/lib/rabbitmq", ready = { "CMD", "rabbitmq-diagnostics", "-q", "ping" },
  },
  nats = {
    image = "nats:2.10-alpine", port = 4222, scheme = "nats://", command = { "-js", "-sd", "/data", "-m", "8222" },
    data = "/data", ready = { "CMD", "wget", "-q", "-O", "/dev/null", "http://localhost:8222/healthz" },
  },
  pubsub = {
    image = "gcr.io/google.com/cloudsdktool/google-cloud-cli:emulators", port = 8085,
    command = { "gcloud", "beta", "emulators", "pubsub", "start", "--host-port=0.0.0.0:8085" },
  },
  sqs = { image = "softwaremill/elasticmq-native:1.6.11", port = 9324, scheme = "http://" },
}

images.postgres = images.postgresql
images.mongo = images.mongodb
images.minio = images.s3

return images

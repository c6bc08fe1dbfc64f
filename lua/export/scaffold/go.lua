--- go with net/http: the patterns of Go 1.22, nothing else to fetch.

local blocks = require "export.scaffold.blocks"
local fill = require "export.scaffold.template"
local lists = require "export.common.lists"
local literal = require "export.scaffold.literal"
local routes = require "export.scaffold.routes"

local MAIN = [[
// The service: its operations and health checks.
package main

import (
	"encoding/json"
	"log"
	"net/http"
	"os"
	"time"
)

const headerTimeout = 10 * time.Second

func answer(w http.ResponseWriter, status int, body map[string]any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(body); err != nil {
		log.Print(err)
	}
}

{{handlers}}
func routes() http.Handler {
	mux := http.NewServeMux()
	{{registrations}}
	return mux
}

func main() {
	port := os.Getenv("PORT")
	if port == "" {
		port = "{{port}}"
	}
	server := &http.Server{Addr: ":" + port, Handler: routes(), ReadHeaderTimeout: headerTimeout}
	log.Fatal(server.ListenAndServe())
}
]]

-- Before the function gofmt would read them as documentation, and change what looks like a list or a quote.
local HANDLER = [[
func {{name}}(w http.ResponseWriter, r *http.Request) {
	{{comments}}
	answer(w, {{status}}, {{body}})
}

]]

local CONTRACT_TEST = [[
package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"testing"
)

type operation struct {
	Operation string
	Method    string
	Path      string
	Body      json.RawMessage
	Fields    []string
}

type contract struct {
	Operations []operation
	Health     []string
}

func readContract(t *testing.T) contract {
	text, err := os.ReadFile("contract.json")
	if err != nil {
		t.Fatal(err)
	}
	var read contract
	if err := json.Unmarshal(text, &read); err != nil {
		t.Fatal(err)
	}
	return read
}

func call(method, path string, body []byte) *httptest.ResponseRecorder {
	recorder := httptest.NewRecorder()
	request := httptest.NewRequest(method, path, bytes.NewReader(body))
	request.Header.Set("Content-Type", "application/json")
	routes().ServeHTTP(recorder, request)
	return recorder
}

func checkFields(t *testing.T, fields []string, body []byte) {
	if len(fields) == 0 {
		return
	}
	var read map[string]any
	if err := json.Unmarshal(body, &read); err != nil {
		t.Fatal(err)
	}
	for _, field := range fields {
		if _, found := read[field]; !found {
			t.Errorf("the answer has no field %q", field)
		}
	}
}

func TestHealth(t *testing.T) {
	for _, path := range readContract(t).Health {
		if status := call("GET", path, nil).Code; status != http.StatusOK {
			t.Errorf("%s: status %d", path, status)
		}
	}
}

func TestOperations(t *testing.T) {
	for _, operation := range readContract(t).Operations {
		t.Run(operation.Operation, func(t *testing.T) {
			recorder := call(operation.Method, operation.Path, operation.Body)
			if recorder.Code == http.StatusNotImplemented {
				return
			}
			if recorder.Code < 200 || recorder.Code > 299 {
				t.Fatalf("status %d", recorder.Code)
			}
			if operation.Method != "HEAD" {
				checkFields(t, operation.Fields, recorder.Body.Bytes())
			}
		})
	}
}
]]

local MODULE = [[
module example.com/{{label}}

go 1.22
]]

local DOCKERFILE = [[
FROM golang:1.22-alpine AS build
WORKDIR /service
COPY go.mod *.go ./
RUN CGO_ENABLED=0 go build -o /app .

FROM alpine:3.20
COPY --from=build /app /app
USER 10001
EXPOSE {{port}}
CMD ["/app"]
]]

--- Go's "/" alone is every path.
local function pattern_of(route)
  local path = routes.path(route, "{%s}")
  return literal.text("go", route.method .. " " .. (path == "/" and "/{$}" or path))
end

local STATUSES = { [200] = "http.StatusOK", [501] = "http.StatusNotImplemented" }

local function block(route, answer)
  return fill(HANDLER, {
    comments = answer.notes, name = route.name, status = STATUSES[answer.status],
    body = literal.value("go", answer.body),
  })
end

local function registrations_of(facts)
  local list = {}
  for place, route in ipairs(lists.joined(facts.operations, facts.health)) do
    list[place] = ("mux.HandleFunc(%s, %s)"):format(pattern_of(route), route.name)
  end
  return list
end

local function code(facts)
  local handlers = lists.joined(blocks.of(facts, "// ", block))
  return fill(MAIN, {
    port = facts.port, handlers = literal.joined(handlers), registrations = registrations_of(facts),
  })
end

---@param facts export.scaffold.facts
---@param out export.out
local function write(facts, out)
  local folder = facts.label .. "/"
  out:text(folder .. "main.go", code(facts))
  out:text(folder .. "contract_test.go", CONTRACT_TEST)
  out:text(folder .. "go.mod", fill(MODULE, { label = facts.label }))
  out:text(folder .. "Dockerfile", fill(DOCKERFILE, { port = facts.port }))
end

---@type export.scaffold.stack
return {
  name = "go", title = "Go with net/http", framework = "net-http", names = "camel", takes_crossing = false,
  start = "go run .", test = "go test ./...", write = write,
}

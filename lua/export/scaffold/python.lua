--- python with fastapi: one module, uvicorn below it.

local blocks = require "export.scaffold.blocks"
local fill = require "export.scaffold.template"
local literal = require "export.scaffold.literal"
local routes = require "export.scaffold.routes"

local APP = [[
"""The service: its operations and health checks."""

import os

import uvicorn
from fastapi import FastAPI
from fastapi.responses import JSONResponse

app = FastAPI(title={{title}}, openapi_url=None)


def answer(status: int, body: dict) -> JSONResponse:
    return JSONResponse(status_code=status, content=body)


{{operations}}
{{health}}
if __name__ == "__main__":
    uvicorn.run(app, host="0.0.0.0", port=int(os.environ.get("PORT", "{{port}}")))
]]

local OPERATION = [[
{{comments}}
@app.{{method}}({{path}})
async def {{name}}({{parameters}}):
    return {{answer}}


]]

local CONTRACT_TEST = [[
"""Calls all that contract.json lists: python3 -m unittest"""

import http.client
import json
import pathlib
import socket
import threading
import time
import unittest

try:
    import uvicorn
    from app import app
except ImportError as missing:
    raise unittest.SkipTest(f"{missing}: pip install -r requirements.txt") from missing

CONTRACT = json.loads((pathlib.Path(__file__).parent / "contract.json").read_text(encoding="utf-8"))
START_S = 10


class ContractTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.socket = socket.create_server(("127.0.0.1", 0))
        cls.port = cls.socket.getsockname()[1]
        cls.server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        cls.thread = threading.Thread(target=cls.server.run, kwargs={"sockets": [cls.socket]}, daemon=True)
        cls.thread.start()
        end = time.monotonic() + START_S
        while not cls.server.started and time.monotonic() < end:
            time.sleep(0.05)

    @classmethod
    def tearDownClass(cls):
        cls.server.should_exit = True
        cls.thread.join()
        cls.socket.close()

    def call(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=START_S)
        text = None if body is None else json.dumps(body)
        connection.request(method, path, text, {"Content-Type": "application/json"})
        response = connection.getresponse()
        text = response.read()
        connection.close()
        return response.status, text

    def test_health(self):
        for path in CONTRACT["health"]:
            with self.subTest(path):
                self.assertEqual(200, self.call("GET", path)[0])

    def test_operations(self):
        for operation in CONTRACT["operations"]:
            with self.subTest(operation["operation"]):
                status, text = self.call(operation["method"], operation["path"], operation.get("body"))
                self.assertTrue(status == 501 or 200 <= status < 300, f"status {status}")
                if status != 501 and operation["method"] != "HEAD" and operation["fields"]:
                    self.assertLessEqual(set(operation["fields"]), set(json.loads(text)))


if __name__ == "__main__":
    unittest.main()
]]

local REQUIREMENTS = [[
fastapi>=0.92,<1
uvicorn>=0.17,<1
]]

local DOCKERFILE = [[
FROM python:3.12-alpine
WORKDIR /service
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY app.py .
USER 10001
EXPOSE {{port}}
CMD ["python", "app.py"]
]]

local function path_of(route)
  return literal.text("python", routes.path(route, "{%s}"))
end

local function parameters_of(route)
  local list = {}
  for index, name in ipairs(routes.parameters(route)) do list[index] = name .. ": str" end
  return table.concat(list, ", ")
end

local function block(route, answer)
  return fill(OPERATION, {
    comments = answer.notes, method = route.method:lower(), path = path_of(route), name = route.name,
    parameters = parameters_of(route),
    answer = ("answer(%d, %s)"):format(answer.status, literal.value("python", answer.body)),
  })
end

local function code(facts)
  local operations, health = blocks.of(facts, "# ", block)
  return fill(APP, {
    title = literal.text("python", facts.service.name), port = facts.port,
    operations = literal.joined(operations), health = literal.joined(health),
  })
end

---@param facts export.scaffold.facts
---@param out export.out
local function write(facts, out)
  local folder = facts.label .. "/"
  out:text(folder .. "app.py", code(facts))
  out:text(folder .. "test_contract.py", CONTRACT_TEST)
  out:text(folder .. "requirements.txt", REQUIREMENTS)
  out:text(folder .. "Dockerfile", fill(DOCKERFILE, { port = facts.port }))
  out:text(folder .. ".dockerignore", "__pycache__\n")
end

---@type export.scaffold.stack
return {
  name = "python", title = "Python with FastAPI", framework = "fastapi", names = "snake", takes_crossing = true,
  start = "pip install -r requirements.txt && python3 app.py", test = "python3 -m unittest", write = write,
}

--- java with spring-boot: one controller, built by Maven.

local blocks = require "export.scaffold.blocks"
local fill = require "export.scaffold.template"
local literal = require "export.scaffold.literal"
local routes = require "export.scaffold.routes"

local APPLICATION = [[
package service;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class Application {
    public static void main(String[] arguments) {
        SpringApplication.run(Application.class, arguments);
    }
}
]]

local CONTROLLER = [[
package service;

{{imports}}
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

// The operations and health checks of the service.
@RestController
class Endpoints {
    private static ResponseEntity<Map<String, Object>> answer(int status, Map<String, Object> body) {
        return ResponseEntity.status(status).body(body);
    }

    {{operations}}
    {{health}}
}
]]

local OPERATION = [[
{{comments}}
@RequestMapping(method = RequestMethod.{{method}}, path = {{path}})
ResponseEntity<Map<String, Object>> {{name}}({{parameters}}) {
    return answer({{status}}, {{body}});
}

]]

local CONTRACT_TEST = [[
package service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

// Calls all that contract.json lists.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ContractTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    private static JsonNode contract() throws Exception {
        return JSON.readTree(Files.readString(Path.of("contract.json")));
    }

    private HttpResponse<String> call(String method, String path, JsonNode body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
            .build();
        return client.send(request, BodyHandlers.ofString());
    }

    @Test
    void healthChecksPass() throws Exception {
        for (JsonNode path : contract().get("health")) {
            assertEquals(200, call("GET", path.asText(), null).statusCode(), path.asText());
        }
    }

    @Test
    void operationsAnswer() throws Exception {
        for (JsonNode operation : contract().get("operations")) {
            String name = operation.get("operation").asText();
            String method = operation.get("method").asText();
            HttpResponse<String> response = call(method, operation.get("path").asText(), operation.get("body"));
            int status = response.statusCode();
            assertTrue(status == 501 || status >= 200 && status < 300, name + ": status " + status);
            if (status != 501 && !method.equals("HEAD")) {
                checkFields(name, operation.get("fields"), response.body());
            }
        }
    }

    private static void checkFields(String name, JsonNode fields, String body) throws Exception {
        for (JsonNode field : fields) {
            assertTrue(JSON.readTree(body).has(field.asText()), name + ": no field " + field.asText());
        }
    }
}
]]

local POM = [[
<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://maven.apache.org/POM/4.0.0 https://maven.apache.org/xsd/maven-4.0.0.xsd">
  <modelVersion>4.0.0</modelVersion>
  <parent>
    <groupId>org.springframework.boot</groupId>
    <artifactId>spring-boot-starter-parent</artifactId>
    <version>3.4.5</version>
    <relativePath/>
  </parent>
  <groupId>com.example</groupId>
  <artifactId>{{label}}</artifactId>
  <version>0.1.0</version>
  <properties>
    <java.version>17</java.version>
  </properties>
  <dependencies>
    <dependency>
      <groupId>org.springframework.boot</groupId>
      <artifactId>spring-boot-starter-web</artifactId>
    </dependency>
    <dependency>
      <groupId>org.springframework.boot</groupId>
      <artifactId>spring-boot-starter-test</artifactId>
      <scope>test</scope>
    </dependency>
  </dependencies>
  <build>
    <finalName>app</finalName>
    <plugins>
      <plugin>
        <groupId>org.springframework.boot</groupId>
        <artifactId>spring-boot-maven-plugin</artifactId>
      </plugin>
    </plugins>
  </build>
</project>
]]

local DOCKERFILE = [[
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /service
COPY pom.xml .
COPY src src
RUN mvn -q -B -DskipTests package

FROM eclipse-temurin:17-jre-alpine
COPY --from=build /service/target/app.jar /app.jar
USER 10001
EXPOSE {{port}}
CMD ["java", "-jar", "/app.jar"]
]]

local function parameters_of(route)
  local list = {}
  for index, name in ipairs(routes.parameters(route)) do
    list[index] = ("@PathVariable(%s) String %s"):format(literal.text("java", name), name)
  end
  return table.concat(list, ", ")
end

local function block(route, answer)
  return fill(OPERATION, {
    comments = answer.notes, method = route.method, path = literal.text("java", routes.path(route, "{%s}")),
    name = route.name, parameters = parameters_of(route),
    status = answer.status, body = literal.value("java", answer.body),
  })
end

local function imports_for(text)
  local map = "import java.util.Map;"
  return text:find("List.of(", 1, true) and { "import java.util.List;", map } or { map }
end

local function code(facts)
  local operations, health = blocks.of(facts, "// ", block)
  local text = fill(CONTROLLER, {
    imports = imports_for(table.concat(operations)), operations = literal.joined(operations),
    health = literal.joined(health),
  })
  return (text:gsub("\n+}\n$", "\n}\n"))
end

---@param facts export.scaffold.facts
---@param out export.out
local function write(facts, out)
  local folder = facts.label .. "/"
  local source = folder .. "src/main/java/service/"
  out:text(source .. "Application.java", APPLICATION)
  out:text(source .. "Endpoints.java", code(facts))
  out:text(folder .. "src/main/resources/application.properties", ("server.port=${PORT:%d}\n"):format(facts.port))
  out:text(folder .. "src/test/java/service/ContractTest.java", CONTRACT_TEST)
  out:text(folder .. "pom.xml", fill(POM, { label = facts.label }))
  out:text(folder .. "Dockerfile", fill(DOCKERFILE, { port = facts.port }))
  out:text(folder .. ".dockerignore", "target\n")
end

---@type export.scaffold.stack
return {
  name = "java", title = "Java with Spring Boot", framework = "spring-boot", names = "camel", takes_crossing = true,
  start = "mvn spring-boot:run", test = "mvn test", write = write,
}

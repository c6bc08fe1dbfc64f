# How Lunette is built, tried and installed. `make help` lists what can be made; V=1 shows commands.

BUILD   ?= build
PREFIX  ?= /usr/local
DESTDIR ?=
WERROR  ?=
SANITIZE ?=
JOBS    ?= $(shell nproc 2>/dev/null || echo 2)
ifeq ($(origin CC),default)
CC := gcc
endif

# --- flags ------------------------------------------------------------------------------------

# $(call library,PACKAGE,NAME): linked statically where the package has it so. Calls into a shared liblua cost a
# tenth of evaluating a model, and a shared library that is mapped costs a run of the program 0.1 ms.
library = $(or $(wildcard $(shell pkg-config --variable=libdir $(1) 2>/dev/null)/lib$(2).a),$(shell \
            pkg-config --libs $(1) 2>/dev/null))

LUA_FLAGS      := $(shell pkg-config --cflags lua5.4 2>/dev/null)
LUA_LIBS       := $(call library,lua5.4,lua5.4)
JANSSON_LIBS   := $(call library,jansson,jansson)
YAML_LIBS      := $(call library,yaml-0.1,yaml)
GRAPHVIZ_FLAGS := $(shell pkg-config --cflags libgvc libcgraph 2>/dev/null)
GRAPHVIZ_LIBS  := $(shell pkg-config --libs libgvc libcgraph 2>/dev/null)
# Graphviz' own plugin for dot is linked directly, so that it opens no file when it runs; by its path, for with a folder
# to search the loader would look for each of the other libraries there, too, 11 times in vain.
GRAPHVIZ_DIR   := $(shell pkg-config --variable=libdir libgvc 2>/dev/null)/graphviz
GRAPHVIZ_LIBS  += $(BUILD)/obj/dot_layout.so
GRAPHVIZ_DOT   := $(firstword $(wildcard $(GRAPHVIZ_DIR)/libgvplugin_dot_layout.so.[0-9]))

# PNG and PDF: only where librsvg is there to build with; the program says what it lacks otherwise.
RASTER_PACKAGES := librsvg-2.0 cairo cairo-pdf libpng fontconfig
RASTER_THERE   := $(shell pkg-config --exists $(RASTER_PACKAGES) 2>/dev/null && echo yes)
ifdef RASTER_THERE
RASTER_FLAGS   := $(patsubst -I%,-isystem %,$(shell pkg-config --cflags $(RASTER_PACKAGES)))
RASTER_LIBS    := $(shell pkg-config --libs $(RASTER_PACKAGES))
endif

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
            $(if $(WERROR),-Werror)
HARDEN   := -fstack-protector-strong
ifdef SANITIZE
OPTIMIZE := -O1 -g -fno-omit-frame-pointer -fsanitize=$(SANITIZE) -fno-sanitize-recover=all
else
OPTIMIZE := -O3 -g
HARDEN   += -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3
endif

STANDARD := -std=c17 -D_GNU_SOURCE
INCLUDES := -Icore -Icore/include -I$(BUILD)/generated $(LUA_FLAGS)
COMPILE  := $(STANDARD) $(OPTIMIZE) $(WARNINGS) $(HARDEN) $(CFLAGS)
# noseparate-code: two segments instead of four, so half the system calls and page faults of loading a plugin.
LINK     := $(OPTIMIZE) -Wl,-z,relro,-z,now,-z,noseparate-code -Wl,--as-needed $(LDFLAGS)
# A plugin is data and functions that nothing starts or ends: without the compiler's files for that it has no writable
# page that each process would copy for itself, and four names less to look up.
LINK_PLUGIN := -shared -nostartfiles $(LINK)
LIBS     := $(LUA_LIBS) $(JANSSON_LIBS) $(YAML_LIBS) -ldl -lm

# --- what is made of what ---------------------------------------------------------------------

objects = $(patsubst %.c,$(BUILD)/obj/%.o,$(1))

MAIN          := core/cli/main.c
CORE_SOURCES  := $(filter-out $(MAIN),$(sort $(shell find core -name '*.c')))
CHECK_SOURCES := $(sort $(wildcard plugins/check/*.c plugins/check/*/*.c))
SCENE_SOURCES := $(sort $(wildcard plugins/render/scene/*.c))
GRAPH_SOURCES := $(sort $(wildcard plugins/render/graph/*.c))
SEQUENCE_SOURCES := $(sort $(wildcard plugins/render/sequence/*.c))
TEXT_SOURCES := $(sort $(wildcard plugins/render/text/*.c))
RENDER_SOURCES := $(SCENE_SOURCES) $(GRAPH_SOURCES) $(SEQUENCE_SOURCES) $(TEXT_SOURCES)
RASTER_SOURCES := $(if $(RASTER_THERE),$(sort $(wildcard plugins/raster/*.c)))
UNIT_SOURCES  := $(sort $(wildcard tests/unit/test_*.c))
SOURCES       := $(MAIN) $(CORE_SOURCES) $(CHECK_SOURCES) $(RENDER_SOURCES) $(RASTER_SOURCES)
HEADERS       := $(sort $(shell find core plugins tests -name '*.h' 2>/dev/null))

CORE   := $(BUILD)/core.a
SCENE  := $(BUILD)/render.a
UNITS  := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(UNIT_SOURCES))
MEASURE := $(BUILD)/tests/measure
PLUGINS :=

.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: all units help demo packages test check lint tidy format asan bench accept \
        install uninstall clean

all: $(BUILD)/lunette plugins ## Build the program and its plugins into build/

# $(call plugin,NAME,SOURCES,LIBRARIES): one shared object.
define plugin
PLUGINS += $(BUILD)/plugins/$(1).so
$(BUILD)/plugins/$(1).so: $(call objects,$(2))
	$$(say) SO $$@
	$$(run)mkdir -p $$(@D) && $$(CC) $$(LINK_PLUGIN) -o $$@ $$^ $(3)
endef

$(eval $(call plugin,check/rules,$(CHECK_SOURCES),-lm))
# Before plugin interface 2.1 each family of rules had a file of its own; left behind, it would clash with rules.so.
FORMER_PLUGINS := $(patsubst %,check/%.so,calls contexts contracts data deployment events experiments gateway health mesh \
                    objectives patterns resilience sagas tracing)
ifneq ($(RENDER_SOURCES),)
$(eval $(call plugin,render/graph,$(GRAPH_SOURCES) $(SCENE_SOURCES),$(GRAPHVIZ_LIBS) -lm))
$(BUILD)/plugins/render/graph.so $(UNITS): | $(BUILD)/obj/dot_layout.so
$(eval $(call plugin,render/sequence,$(SEQUENCE_SOURCES) $(SCENE_SOURCES),-lm))
$(eval $(call plugin,render/text,$(TEXT_SOURCES) $(SCENE_SOURCES),-lm))
endif
ifneq ($(RASTER_SOURCES),)
$(eval $(call plugin,raster/rsvg,$(RASTER_SOURCES),$(RASTER_LIBS) -lm))
endif

# --- rules ------------------------------------------------------------------------------------

ifeq ($(V),1)
say := @true
run :=
else
say := @printf '  %-3s %s\n'
run := @
endif

.PHONY: plugins found
plugins: $(PLUGINS)
	@rm -f $(addprefix $(BUILD)/plugins/,$(FORMER_PLUGINS))

units: $(UNITS) $(MEASURE) ## Build the unit tests

# Without the libraries the compiler's complaints would be many and none would name the remedy.
found:
	@pkg-config --exists lua5.4 jansson yaml-0.1 libgvc libcgraph || \
	  { echo "lunette: lua5.4, jansson, libyaml or graphviz is not there to build with: make packages" >&2; exit 2; }

$(BUILD)/obj/core/%.o:            FLAGS = $(INCLUDES) -fPIE
$(BUILD)/obj/tests/%.o:           FLAGS = $(INCLUDES) -Itests/unit -Iplugins/render -fPIE
$(BUILD)/obj/plugins/check/%.o:   FLAGS = -Icore/include -Iplugins/check -fPIC -fvisibility=hidden
$(BUILD)/obj/plugins/render/%.o:  FLAGS = -Icore/include -Iplugins/render $(GRAPHVIZ_FLAGS) \
                                          -fPIC -fvisibility=hidden
$(BUILD)/obj/plugins/raster/%.o:  FLAGS = -Icore/include $(RASTER_FLAGS) -fPIC -fvisibility=hidden

# What stands in for Graphviz' plugin when ours is linked: its one symbol, under its path as its name.
$(BUILD)/obj/dot_layout.so: Makefile | found
	$(run)mkdir -p $(@D) && echo 'char gvplugin_dot_layout_LTX_library[1];' | \
	  $(CC) -shared -nostdlib -fPIC -Wl,-soname,$(GRAPHVIZ_DOT) -o $@ -x c -

$(BUILD)/obj/%.o: %.c Makefile | found
	$(say) CC $<
	$(run)mkdir -p $(@D) && $(CC) $(COMPILE) $(FLAGS) -MMD -MP -c -o $@ $<

$(CORE): $(call objects,$(CORE_SOURCES))
$(SCENE): $(call objects,$(RENDER_SOURCES))
$(CORE) $(SCENE):
	$(run)rm -f $@ && $(AR) rcs $@ $^

$(BUILD)/lunette: $(call objects,$(MAIN)) $(CORE)
	$(say) LD $@
	$(run)$(CC) $(LINK) -pie -o $@ $^ $(LIBS)

$(BUILD)/tests/test_%: $(BUILD)/obj/tests/unit/test_%.o $(CORE) $(SCENE)
	$(say) LD $@
	$(run)mkdir -p $(@D) && $(CC) $(LINK) -pie -o $@ $^ $(LIBS) $(GRAPHVIZ_LIBS)

$(MEASURE): $(BUILD)/obj/tests/bench/measure.o
	$(run)mkdir -p $(@D) && $(CC) $(LINK) -pie -o $@ $^

# --- the page ---------------------------------------------------------------------------------

# The page's files become arrays of bytes. Its modules are put together in this order, without the lines by
# which they find each other; a browser knows the result by its hash.
PAGE        := $(BUILD)/generated/page
PAGE_WEB    := core/page/web
PAGE_SCRIPT := $(addprefix $(PAGE_WEB)/,dom.js model.js route.js stage.js picture.js light.js theme.js views.js \
                 details.js problems.js search.js keys.js main.js)

$(PAGE)/page.js: $(PAGE_SCRIPT) Makefile
	$(run)mkdir -p $(@D) && sed -E '/^import /d; s/^export //' $(PAGE_SCRIPT) > $@
$(PAGE)/page.css $(PAGE)/page.html: $(PAGE)/page.%: $(PAGE_WEB)/page.%
	$(run)mkdir -p $(@D) && cp $< $@
$(PAGE)/%.hash: $(PAGE)/%
	$(run)env printf "$$(sha256sum < $< | cut -c1-64 | sed 's/../\\x&/g')" | base64 | tr -d '\n' > $@
$(PAGE)/%.inc: $(PAGE)/%
	$(run)od -An -v -tu1 $< | sed 's/  */,/g; s/^,//; s/$$/,/' > $@

$(BUILD)/obj/core/page/assets.o: $(addprefix $(PAGE)/,page.html.inc page.css.inc page.js.inc page.css.hash.inc page.js.hash.inc)

# --- what people type -------------------------------------------------------------------------

help: ## This list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))
	@echo "  BUILD=DIR PREFIX=DIR DESTDIR=DIR CC=clang WERROR=1 V=1"

packages: ## Install the Debian packages that building needs
	@tests/packages build

# Each goal below calls make anew: what was just installed is found only then.
again = @$(MAKE) --no-print-directory -s -j$(JOBS)

demo: packages ## Build, check the e-commerce model and draw it into build/demo
	$(again) all >/dev/null
	@$(BUILD)/lunette check models/ecommerce
	@$(BUILD)/lunette render models/ecommerce -o $(BUILD)/demo
	@echo "The pictures are in $(BUILD)/demo: open $(BUILD)/demo/index.html in a browser."

test: packages ## Run every test: units, specs, cases, golden, hostile input, lint
	@tests/packages test
	+@BUILD=$(BUILD) tests/run build unit spec cases golden hostile corpus browser lint

asan: packages ## Run units and specs under the address and undefined-behaviour sanitizers
	@tests/packages test
	+@BUILD=$(BUILD)/asan SANITIZE=address,undefined tests/run build unit spec cases

bench: packages ## Measure against the goals and against what else could do the work
	@tests/packages test
	$(again) all $(MEASURE) >/dev/null
	@BUILD=$(BUILD) lua5.4 tests/bench/bench.lua

accept: all $(MEASURE) ## Take what the program writes now as the golden output
	@BUILD=$(BUILD) LUNETTE_ACCEPT=1 lua5.4 "$$(command -v busted)" tests/spec/golden_spec.lua tests/spec/tutorial_spec.lua

check: all ## Check the shipped models
	@for model in models/*/model.lua models/patterns/*.lua; do $(BUILD)/lunette check "$${model%/model.lua}" || exit; done

format: ## Format the C sources in place
	@clang-format -i $(SOURCES) $(HEADERS) $(shell find tests -name '*.c')

lint: all ## Static analysis and the rules of the house
	+@BUILD=$(BUILD) tests/lint/all

# One stamp for each object: what did not change since is not analysed again.
TIDY_ONLY ?=
TIDY := $(patsubst %.c,$(BUILD)/tidy/%.ok,$(if $(TIDY_ONLY),$(filter $(TIDY_ONLY),$(SOURCES)),$(SOURCES)))
tidy: $(TIDY)
$(BUILD)/tidy/core/%.ok:            FLAGS = $(INCLUDES)
$(BUILD)/tidy/plugins/check/%.ok:   FLAGS = -Icore/include -Iplugins/check
$(BUILD)/tidy/plugins/render/%.ok:  FLAGS = -Icore/include -Iplugins/render $(GRAPHVIZ_FLAGS)
$(BUILD)/tidy/plugins/raster/%.ok:  FLAGS = -Icore/include $(RASTER_FLAGS)
$(BUILD)/tidy/%.ok: %.c $(BUILD)/obj/%.o .clang-tidy
	@clang-tidy --quiet $< -- $(STANDARD) $(FLAGS) 2>/dev/null && mkdir -p $(@D) && touch $@

SHARE := $(DESTDIR)$(PREFIX)/share/lunette
install: all ## Install below PREFIX (and DESTDIR)
	@install -Dm755 $(BUILD)/lunette $(DESTDIR)$(PREFIX)/bin/lunette
	@install -d $(DESTDIR)$(PREFIX)/lib/lunette/plugins $(DESTDIR)$(PREFIX)/include/lunette $(SHARE)
	@cd $(DESTDIR)$(PREFIX)/lib/lunette/plugins && rm -f $(FORMER_PLUGINS)
	@cp -R $(BUILD)/plugins/. $(DESTDIR)$(PREFIX)/lib/lunette/plugins
	@install -m644 core/include/lunette/*.h $(DESTDIR)$(PREFIX)/include/lunette
	@cp -R lua models $(SHARE)

uninstall: ## Remove what install put there
	@rm -f $(DESTDIR)$(PREFIX)/bin/lunette
	@rm -rf $(DESTDIR)$(PREFIX)/lib/lunette $(DESTDIR)$(PREFIX)/include/lunette $(SHARE)

clean: ## Remove what was built
	@rm -rf $(BUILD)

.PHONY: meta
meta: all ## Write what is made of the schema: lua/meta/lunette.lua for editors, lua/REFERENCE.md
	@mkdir -p lua/meta
	@$(BUILD)/lunette explain --format luacats > $(BUILD)/meta.lua && mv $(BUILD)/meta.lua lua/meta/lunette.lua
	@$(BUILD)/lunette explain --format markdown > $(BUILD)/meta.md && mv $(BUILD)/meta.md lua/REFERENCE.md

-include $(patsubst %.o,%.d,$(call objects,$(SOURCES) $(UNIT_SOURCES) tests/bench/measure.c))

#include <stdio.h>
#include <string.h>

#include "base/nearest.h"
#include "cli/commands.h"
#include "cli/session.h"
#include "cli/version.h"

const struct command commands[] = {
    {"check", "[MODEL]", "Says what is wrong with an architecture, and where",
     OPTIONS_OF_MODEL | OPTION_FORMAT | OPTION_RULE | OPTION_SELECT | OPTION_FAIL_ON |
         OPTION_TODAY | OPTION_BASELINE | OPTION_TIMING,
     1, cmd_check,
     "MODEL is a file or a folder with model.lua; left out, it is model.lua here.\n"
     "Formats: text, json, sarif (code scanning), junit (test reports), github\n"
     "(annotations in its log), gitlab (code quality), markdown (a comment for a\n"
     "review); several as FORMAT=FILE, separated by commas: --format\n"
     "text,sarif=lunette.sarif.\n"
     "A baseline lists known findings by rule and entities, so that moved lines and\n"
     "changed numbers make no difference. --write-baseline FILE alone writes all\n"
     "findings there are; --baseline FILE --write-baseline FILE drops what no longer\n"
     "occurs, and takes nothing in.\n"
     "The text tells 1,000 findings, five of each rule in full and the others in one\n"
     "line: --limit findings=N and --limit details=N tell more (0: all).\n"
     "Exit status: 0 clean, 1 findings at or above --fail-on, 2 usage or environment,\n"
     "3 the model could not be evaluated."},
    {"render", "[MODEL] [VIEW...]", "Draws pictures of an architecture",
     OPTIONS_OF_MODEL | OPTION_FORMAT | OPTION_OUTPUT | OPTION_NO_FINDINGS | OPTION_MAX_BOXES |
         OPTION_BUDGET | OPTION_RULE | OPTION_SCALE | OPTION_DETAIL | OPTION_THEME | OPTION_JOBS,
     64, cmd_render,
     "Formats: svg (the default), png, pdf, html (one page with all the views, to\n"
     "click through), dot, mermaid, plantuml, json (what is in the picture, for\n"
     "programs); several as -f svg,png.\n"
     "Without VIEW every view is drawn into the folder -o names, beside SVG the page\n"
     "as index.html; with one VIEW and one format -o names a file, whose end also says\n"
     "the format (.mmd: mermaid, .puml: plantuml), and - is standard output. dot draws\n"
     "no sequences.\n"
     "A theme file gives colours by name, light ones and dark ones, such as\n"
     "  return { service = \"#dce9fa\", dark = { service = \"#1d3657\" } }\n"
     "and --theme dark,FILE.lua takes the dark ones for good. A wrong name lists them\n"
     "all.\n"
     "lunette views lists the views; a saga is drawn failing with\n"
     "'saga:NAME?fail=STEP'."},
    {"views", "[MODEL] [KIND]", "Lists the views that render can draw",
     OPTIONS_OF_MODEL | OPTION_FORMAT, 2, cmd_views,
     "Where there are many of a kind, such as one for each service, a row stands for\n"
     "all; with KIND, such as service, they are listed.\n"
     "Formats: text, json, csv."},
    {"list", "[MODEL] [KIND]", "Lists entities as a table", OPTIONS_OF_MODEL | OPTION_FORMAT, 2,
     cmd_list,
     "KIND is singular or plural (service, services); left out, all are counted.\n"
     "Formats: text, json, csv."},
    {"show", "[MODEL] NAME", "Shows one entity with everything that touches it",
     OPTIONS_OF_MODEL | OPTION_FORMAT, 2, cmd_show,
     "Formats: text, json; where kinds share the name, JSON lists them by kind."},
    {"dump", "[MODEL]", "Writes the whole resolved model as JSON", OPTIONS_OF_MODEL | OPTION_OUTPUT,
     1, cmd_dump, NULL},
    {"export", "TARGET [MODEL] -o DIR", "Writes files for platforms",
     OPTIONS_OF_MODEL | OPTION_FORMAT | OPTION_OUTPUT | OPTION_LIST | OPTION_REPORT |
         OPTION_EXPORTER | OPTION_SET | OPTION_FORCE,
     2, cmd_export,
     "TARGET is one of lunette export --list, or all: each into a folder of its own.\n"
     "Without -o, or with -o -, everything goes to standard output, a line '# file:\n"
     "NAME' before each; as JSON, one object from names of files to documents.\n"
     "What is to be done by hand, and what the target cannot say, is told on standard\n"
     "error. Files that were changed since the last export are left as they are,\n"
     "unless --force.\n"
     "Formats: yaml, json; left out, what the target wants."},
    {"explain", "[RULE or KIND]", "Explains a rule, or a kind with its fields",
     OPTION_PLUGIN | OPTION_FORMAT, 1, cmd_explain,
     "Without a word it lists the kinds; with a glob, such as 'calls/*', the rules\n"
     "that fit.\n"
     "Formats: text; of the whole language: luacats, a definition file for editors,\n"
     "and markdown, a reference to read."},
    {"rules", "[GLOBS]", "Lists the rules that are loaded", OPTION_PLUGIN | OPTION_FORMAT, 1,
     cmd_rules,
     "With GLOBS, such as 'calls/*,events/*', those whose id fits one.\n"
     "Formats: text, json, csv."},
    {"plugins", "", "Lists the plugins that are loaded, and from where", OPTION_PLUGIN, 0,
     cmd_plugins, NULL},
    {"new", "DIR [--from NAME]", "Makes a model that checks clean, ready to edit", OPTION_FROM, 1,
     cmd_new,
     "NAME is minimal, or one of the models Lunette ships: ecommerce, banking,\n"
     "streaming, healthcare. DIR gets its Lua files, and a .luarc.json that tells\n"
     "lua-language-server the words of the language. A file that is there already is\n"
     "never written over."},
    {"doctor", "", "Tells how this system keeps a stranger's model in", 0, 0, cmd_doctor, NULL},
    {NULL, NULL, NULL, 0, 0, NULL, NULL},
};

static const struct command *find(const char *name)
{
    for (const struct command *row = commands; row->name; row++)
        if (strcmp(row->name, name) == 0)
            return row;
    return NULL;
}

static int print_usage(void)
{
    printf("Lunette: architecture as code for microservices.\n\nusage: lunette COMMAND [WORDS] "
           "[OPTIONS]\n\n");
    for (const struct command *row = commands; row->name; row++)
        printf("  %-8s %-17s  %s\n", row->name, row->operands, row->summary);
    printf("\nlunette COMMAND -h tells more about one; lunette --version which this is.\n"
           "A first look: lunette new shop && lunette check shop\n");
    return STATUS_CLEAN;
}

static int complain_unknown(const char *word)
{
    struct nearest nearest;
    nearest_start(&nearest, word);
    for (const struct command *row = commands; row->name; row++)
        nearest_offer(&nearest, row->name);
    fprintf(stderr, "lunette: there is no command '%s'%s\n", word,
            nearest_hint(&nearest, "; lunette --help lists them"));
    return STATUS_USAGE;
}

static int run_command(const struct command *command, int argc, char **argv)
{
    struct arena arena = {0};
    struct args args = {.command = command, .arena = &arena, .program = argv[0]};
    int status = STATUS_USAGE;
    if (args_read(&args, argc, argv)) {
        if (args.help) {
            args_print_help(command);
            status = STATUS_CLEAN;
        } else {
            status = command->run(&args);
        }
    }
    arena_reset(&arena);
    return status;
}

static bool is_one_of(const char *word, const char *a, const char *b, const char *c)
{
    return strcmp(word, a) == 0 || strcmp(word, b) == 0 || strcmp(word, c) == 0;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        print_usage();
        return STATUS_USAGE;
    }
    if (is_one_of(argv[1], "--help", "-h", "help"))
        return print_usage();
    if (is_one_of(argv[1], "--version", "-V", "version")) {
        version_print();
        return STATUS_CLEAN;
    }
    const struct command *command = find(argv[1]);
    return command ? run_command(command, argc, argv) : complain_unknown(argv[1]);
}

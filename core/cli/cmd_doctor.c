/* lunette doctor: what this system offers to keep a stranger's model in. */
#include <stdio.h>

#include "cli/commands.h"
#include "cli/home.h"
#include "cli/render_painters.h"
#include "cli/session.h"
#include "cli/version.h"

static void print_painting(const struct home *home, struct arena *arena)
{
    const char *problem = NULL;
    const char *painter = render_painters_describe(home, arena, &problem);
    printf("\nPictures as PNG and PDF\n  %-8s %s\n", painter ? "yes" : "MISSING",
           painter ? painter : problem);
}

int cmd_doctor(const struct args *args)
{
    struct home home = home_find(args->arena);
    size_t missing = 0;
    version_print();
    printf("\nlua files  %s\nplugins    %s\n\nThe jail a model is evaluated in\n", home.lua,
           home.plugins);
    for (enum jail_part part = 0; part < JAIL_PART_COUNT; part++) {
        char detail[256] = "";
        bool holds = jail_probe(part, detail, sizeof detail);
        missing += !holds;
        printf("  %-8s %-12s %s\n           %s\n", holds ? "yes" : "MISSING", jail_parts[part].name,
               jail_parts[part].purpose, detail);
    }
    if (missing)
        printf("\n%zu of %d parts are missing; the others hold. --require-jail refuses to run "
               "without them.\n",
               missing, JAIL_PART_COUNT);
    else
        printf("\nEverything is there: --require-jail will run.\n");
    print_painting(&home, args->arena);
    return STATUS_CLEAN;
}

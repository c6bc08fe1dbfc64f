/* The function `report` that rules of the model get. Private to core/script. */
#ifndef LUNETTE_SCRIPT_HOUSE_REPORT_H
#define LUNETTE_SCRIPT_HOUSE_REPORT_H

#include <lua.h>

#include "diag/finding.h"

/* Under whose name findings are made: set by the host before each rule, never by the rule. */
struct house_report {
    struct diag *diag;
    const char *rule; /* id */
    enum lunette_severity severity;
};

/* Pushes the function; it uses *report for as long as the state runs rules. */
void house_push_report(lua_State *L, struct house_report *report);

#endif

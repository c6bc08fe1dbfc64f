#include "report/report.h"

#include <string.h>

const struct report_format report_formats[] = {
    {"text", "for people: each finding with its place in the source", report_write_text},
    {"json", "for programs: one object with all findings", report_write_json},
    {NULL, NULL, NULL},
};

const struct report_format *report_format_named(const char *name)
{
    for (const struct report_format *format = report_formats; format->name; format++)
        if (strcmp(format->name, name) == 0)
            return format;
    return NULL;
}

#include "diag/quota.h"

struct quota quota_of(const struct diag *diag, size_t most)
{
    struct quota quota = {0};
    for (size_t i = 0; i < diag->count; i++)
        if (!diag->findings[i]->suppressed)
            quota.left[diag->findings[i]->severity]++;
    for (int severity = LUNETTE_ERROR; most && severity >= 0; severity--) {
        size_t *wanted = &quota.left[severity];
        if (*wanted >= most) {
            *wanted = most;
            while (severity > 0)
                quota.left[--severity] = 0;
            return quota;
        }
        most -= *wanted;
    }
    return quota;
}

bool quota_take(struct quota *quota, const struct lunette_finding *finding)
{
    size_t *left = &quota->left[finding->severity];
    if (finding->suppressed || *left == 0)
        return false;
    --*left;
    return true;
}

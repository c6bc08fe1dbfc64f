include "../../../../../../../../etc/passwd"

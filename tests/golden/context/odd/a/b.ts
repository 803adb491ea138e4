import "@/windows"; import "#x"; import "odd"; import "../../../../../etc/passwd"; import "";
export default function () {}

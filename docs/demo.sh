#!/bin/sh
# What rca is for, shown on this project's own RCA and on a sample workspace: docs/demo.sh FOLDER, where rca is.
set -eu
rca=$(cd "$1" && pwd)/rca
sample=${DEMO:-$(mktemp -d)/sample}
if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then bold='\033[1m' plain='\033[0m'; else bold='' plain=''; fi

say() { printf "\n${bold}%s${plain}\n" "$*"; }
show() {
  printf '\n$ rca %s\n' "$*"
  "$rca" "$@"
}

say "1. This project's own RCA: an action item is written, and executed per environment"
show show 1455
say "2. A sample workspace of twelve RCAs, in the forms that teams really write"
show demo "$sample"
cd "$sample"
say "3. What is overdue, by owner"
show due --exit-zero
say "4. What is only on paper: written, and executed nowhere"
show actions is:paper-only
say "The sample stays: cd $sample, then $rca list (or search, check, show, similar)."

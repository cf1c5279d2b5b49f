#!/bin/sh
# What rca is for, shown on this project's own RCA and on a sample workspace: docs/demo.sh FOLDER, where the command rca is
set -eu
rca=$(cd "$1" && pwd)/rca
sample=${DEMO:-$(mktemp -d)/sample}

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
show() {
  printf '\n$ rca %s\n' "$*"
  "$rca" "$@"
}

say "1. This project's own RCA: an action item is written, or executed, per environment"
show show 1455
say "2. A sample workspace of twelve RCAs, in the forms that teams really write"
mkdir -p "$(dirname "$sample")"
show demo "$sample"
cd "$sample"
say "3. What is overdue, by owner"
show due --exit-zero
say "4. What is only on paper: written, and executed nowhere"
show actions status:paper-only
say "The sample stays in $sample: go there, and try rca list, rca search, rca check, rca show."

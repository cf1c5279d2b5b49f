#!/bin/sh
# Stands in for a real drill, which would restore last night's backup and count. This one compares two numbers.
postings=4112906
restored=2401377
echo "postings in the live database: $postings"
echo "postings after the restore:    $restored"
[ "$postings" = "$restored" ]

# Completion of dunbar for bash 4.4 and later: attributes, values, rules, messages, files.
# To have it in every shell, put this line into ~/.bashrc:
#   eval "$(dunbar completion bash)"
# In a checkout where dunbar is not installed, put this line before it:
#   dunbar() { python /path/to/cli.py "$@"; }

_dunbar_completion() {
    # The words up to the cursor. bash would cut them at = and : as well, which are ours; "kept"
    # is the part of the last one that it leaves alone, "quote" the mark that is still open.
    local line=${COMP_LINE:0:COMP_POINT} words='' word='' kept='' quote='' begun='' char
    local -i at
    for ((at = 0; at < ${#line}; at++)); do
        char=${line:at:1}
        if [[ $char == \\ && $quote != \' ]]; then
            at+=1 begun=yes
            word+=${line:at:1}
        elif [[ -n $quote && $char == "$quote" ]]; then
            quote='' kept=$word
        elif [[ -n $quote ]]; then
            word+=$char
        elif [[ $char == [\'\"] ]]; then
            quote=$char kept=$word begun=yes
        elif [[ $char == [[:space:]] ]]; then
            [[ -n $begun ]] && words+=$word$'\n'
            word='' kept='' begun=''
        else
            word+=$char begun=yes
            [[ $COMP_WORDBREAKS == *"$char"* ]] && kept=$word
        fi
    done

    local kind value about
    COMPREPLY=()
    while IFS=$'\t' read -r kind value about; do
        case $kind in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            plain)
                value=${value:${#kept}}
                [[ -z $quote ]] && printf -v value %q "$value"
                COMPREPLY+=("$value")
                ;;
        esac
    done < <(_DUNBAR_COMPLETE=lines_complete COMP_WORDS=${words#*$'\n'}$word "$1" 2>/dev/null)

    # What goes on gets no space; in quotes a second word keeps bash from closing them.
    if [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *[=:/] ]]; then
        compopt -o nospace
        [[ -n $quote ]] && COMPREPLY+=("${COMPREPLY[0]}...")
    fi
    return 0
}

complete -o nosort -F _dunbar_completion dunbar

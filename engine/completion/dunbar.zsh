#compdef dunbar
# Completion of dunbar for zsh: attributes, values, rules, messages, files.
# To have it in every shell, put this line into ~/.zshrc, below the one with compinit:
#   eval "$(dunbar completion zsh)"
# In a checkout where dunbar is not installed, put this line before it:
#   dunbar() { python /path/to/cli.py "$@"; }

_dunbar_completion() {
    local -a told shown open
    local kind value about typed
    typed=$(_dunbar_typed)
    while IFS=$'\t' read -r kind value about; do
        case $kind in
            dir) _path_files -/ ;;
            file) _files ;;
            plain)
                # The line that is listed: what it is stands behind the word.
                shown+=("$value${about:+  -- $about}")
                told+=("$value")
                ;;
        esac
    done < <(_DUNBAR_COMPLETE=lines_complete COMP_WORDS=$typed dunbar 2>/dev/null)
    (( $#told )) || return 1
    # What goes on gets no space.
    if (( $#told == 1 )) && [[ $told[1] == *[=:/] ]]; then
        compadd -U -S '' -- "${told[@]}"
    else
        compadd -U -l -V dunbar -d shown -- "${told[@]}"
    fi
}

_dunbar_typed() {
    # Every word behind the command without its quotes, a line each; the last up to the cursor.
    local word
    for word in "${(@)words[2,CURRENT-1]}"; do
        print -r -- "${(Q)word}"
    done
    print -rn -- "${(Q)PREFIX}"
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _dunbar_completion "$@"
else
    compdef _dunbar_completion dunbar
fi

# Completion of dunbar for fish: attributes, values, rules, messages, files.
# To have it in every shell, run this once:
#   dunbar completion fish > ~/.config/fish/completions/dunbar.fish
# In a checkout where dunbar is not installed, define it first, in ~/.config/fish/config.fish:
#   function dunbar; python /path/to/cli.py $argv; end

function _dunbar_completion
    # Every word behind the command without its quotes, and the last up to the cursor.
    set -l typed (commandline -opc)[2..-1] (string unescape -- (commandline -ct | string collect) | string collect --allow-empty)
    set -lx _DUNBAR_COMPLETE lines_complete
    set -lx COMP_WORDS (string join \n -- $typed | string collect --allow-empty)
    for line in (dunbar 2>/dev/null)
        set -l parts (string split \t -- $line)
        switch $parts[1]
            case dir
                __fish_complete_directories (commandline -ct)
            case file
                __fish_complete_path (commandline -ct)
            case plain
                printf '%s\t%s\n' $parts[2] $parts[3]
        end
    end
end

complete --no-files --command dunbar --arguments "(_dunbar_completion)"

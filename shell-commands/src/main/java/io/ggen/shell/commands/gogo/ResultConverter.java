package io.ggen.shell.commands.gogo;

import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.text.Look;
import io.ggen.shell.commands.text.Out;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** Lets the Gogo shell print a {@link Result} as the one-shot command would. */
@Component(property = Converter.CONVERTER_CLASSES + "=io.ggen.shell.commands.task.Result")
public final class ResultConverter implements Converter {
    @Override
    public @Nullable Object convert(Class<?> desiredType, Object in) {
        return null;
    }

    @Override
    public @Nullable CharSequence format(Object target, int level, Converter escape) {
        if (!(target instanceof Result result)) {
            return null;
        }
        Look look = escape instanceof CommandSession session ? new GogoConsole(session).look() : Look.PLAIN;
        Out out = new Out(look);
        result.text(out);
        String text = out.text();
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}

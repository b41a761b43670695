package io.ggen.registry.file;

import io.ggen.api.Notices;
import java.util.List;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Passes this bundle's warnings to everybody who hears notices; to the log if nobody does. */
@Component(service = NoticeBoard.class)
public final class NoticeBoard implements Consumer<String> {
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<Notices> listeners = List.of();

    @Override
    public void accept(String sentence) {
        List<Notices> now = listeners;
        for (Notices listener : now) {
            listener.warning(sentence);
        }
        if (now.isEmpty()) {
            System.getLogger(NoticeBoard.class.getName()).log(System.Logger.Level.WARNING, sentence);
        }
    }
}

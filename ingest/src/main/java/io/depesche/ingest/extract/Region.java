package io.depesche.ingest.extract;

import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Element;

/**
 * An element of the page that blocks stand in.
 *
 * @param index its place in document order among the page's regions; those around it come before it
 * @param element the element itself
 * @param words the words of its classes and id, see {@link ElementNames.Names}
 * @param parent the next region around it; none for the body of the page
 * @param furniture what calls the element page furniture, see {@link Furniture#reason}
 */
record Region(int index, Element element, List<String> words, Optional<Region> parent, Optional<String> furniture) {

    /** Whether the element has the name. */
    boolean is(String name) {
        return element.normalName().equals(name);
    }
}

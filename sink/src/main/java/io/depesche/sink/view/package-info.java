/** What the sink tells of articles beside themselves. Plain functions of records. */
@NullMarked
package io.depesche.sink.view;

import org.jspecify.annotations.NullMarked;

#pragma once

#include <QByteArray>
#include <QColor>
#include <QImage>
#include <QList>
#include <QPolygonF>
#include <QQuickPaintedItem>
#include <QtQml/qqmlregistration.h>

namespace luotsi::components {

/// A sheet to draw on with a finger or a mouse, blank or over a picture. Lines are kept as shares of the
/// width, so that they stay where they were when the page is laid out anew. Nothing of it is written
/// anywhere: `png` gives the picture to whoever keeps it. Threading: GUI thread.
class DrawingPad : public QQuickPaintedItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(int strokes READ strokes NOTIFY drawn)
    Q_PROPERTY(QByteArray background READ background WRITE setBackground NOTIFY backgroundChanged)
    Q_PROPERTY(bool hasBackground READ hasBackground NOTIFY backgroundChanged)
    /// Height divided by width: that of the picture drawn over, or the sheet's own.
    Q_PROPERTY(qreal shape READ shape NOTIFY backgroundChanged)
    Q_PROPERTY(qreal blankShape MEMBER m_blankShape NOTIFY backgroundChanged)

public:
    explicit DrawingPad(QQuickItem *parent = nullptr);

    [[nodiscard]] int strokes() const { return static_cast<int>(m_strokes.size()); }
    [[nodiscard]] QByteArray background() const { return m_background; }
    void setBackground(const QByteArray &picture);
    [[nodiscard]] bool hasBackground() const { return !m_picture.isNull(); }
    [[nodiscard]] qreal shape() const;

    Q_INVOKABLE void undo();
    Q_INVOKABLE void clear();
    /// What was drawn, black on white; of words alone a picture of these. Empty when there is neither.
    Q_INVOKABLE QByteArray png(const QString &words) const;

    void paint(QPainter *painter) override;

Q_SIGNALS:
    /// A line is complete, or has gone.
    void drawn();
    void backgroundChanged();

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseUngrabEvent() override;

private:
    void add(const QPointF &at);
    void finish();
    void draw(QPainter &painter, qreal width) const;

    QList<QPolygonF> m_strokes;
    QPolygonF m_current;
    QByteArray m_background;
    QImage m_picture;
    qreal m_blankShape = 0.4;
};

} // namespace luotsi::components

#include "platform/SlipPage.h"

#include "platform/QrCode.h"

#include <QBuffer>
#include <QLocale>
#include <QPainter>
#include <QPdfWriter>
#include <QTextOption>

namespace luotsi::platform {

namespace {

constexpr int dotsPerInch = 300;
constexpr qreal marginMillimetres = 14;
constexpr qreal titlePoints = 16;
constexpr qreal linePoints = 11;
constexpr qreal codePoints = 20;
constexpr qreal codeSideMillimetres = 36;
constexpr qreal gapMillimetres = 3;
constexpr int quietZone = 4;

qreal dots(qreal millimetres)
{
    return millimetres / 25.4 * dotsPerInch;
}

/// Puts one piece below the other and begins a new page when one does not fit.
class PagePainter
{
public:
    PagePainter(QPdfWriter &writer, Qt::LayoutDirection direction)
        : m_writer(writer), m_painter(&writer), m_page(0, 0, writer.width(), writer.height())
    {
        m_option.setTextDirection(direction);
        m_option.setAlignment(direction == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft);
        m_option.setWrapMode(QTextOption::WordWrap);
        m_painter.setLayoutDirection(direction);
    }

    void text(const QString &text, qreal points, bool bold)
    {
        QFont font = m_painter.font();
        font.setPointSizeF(points);
        font.setBold(bold);
        m_painter.setFont(font);
        QRectF room(0, 0, m_page.width(), m_page.height());
        const qreal height = m_painter.boundingRect(room, text, m_option).height();
        begin(height);
        m_painter.drawText(QRectF(0, m_top, m_page.width(), height), text, m_option);
        m_top += height + dots(gapMillimetres);
    }

    void code(const QrCode &code)
    {
        const qreal side = dots(codeSideMillimetres);
        begin(side);
        const int modules = code.size() + 2 * quietZone;
        const qreal module = side / modules;
        const qreal left = m_option.textDirection() == Qt::RightToLeft ? m_page.width() - side : 0;
        for (int row = 0; row < code.size(); ++row) {
            for (int column = 0; column < code.size(); ++column) {
                if (code.dark(row, column))
                    m_painter.fillRect(QRectF(left + (column + quietZone) * module,
                                              m_top + (row + quietZone) * module, module, module),
                                       Qt::black);
            }
        }
        m_top += side + dots(gapMillimetres);
    }

    [[nodiscard]] bool end() { return m_painter.end(); }

private:
    void begin(qreal height)
    {
        if (m_top > 0 && m_top + height > m_page.height()) {
            m_writer.newPage();
            m_top = 0;
        }
    }

    QPdfWriter &m_writer;
    QPainter m_painter;
    QRectF m_page;
    QTextOption m_option;
    qreal m_top = 0;
};

} // namespace

base::Result<QByteArray> slipPage(const ports::Slip &slip)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setResolution(dotsPerInch);
        writer.setPageSize(QPageSize(QPageSize::A5));
        writer.setPageMargins(
            QMarginsF(marginMillimetres, marginMillimetres, marginMillimetres, marginMillimetres),
            QPageLayout::Millimeter);
        PagePainter page(writer, QLocale(slip.language).textDirection());
        page.text(slip.title, titlePoints, true);
        for (const QString &line : slip.lines)
            page.text(line, linePoints, false);
        if (!slip.code.isEmpty()) {
            const auto code = QrCode::of(slip.code);
            if (!code)
                return code.error();
            page.code(*code);
            page.text(slip.code, codePoints, true);
        }
        if (!page.end())
            return {base::ErrorCode::PrinterUnavailable, QStringLiteral("the page cannot be drawn")};
    }
    return bytes;
}

} // namespace luotsi::platform

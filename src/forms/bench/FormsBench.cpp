#include "../tests/Scenario.h"

#include <QElapsedTimer>
#include <QFile>
#include <QXmlStreamReader>
#include <QtTest>

using namespace luotsi;
using namespace luotsi::forms;
using namespace luotsi::forms::tests;

/// Ratios that the form engine promises, measured in one run on the same bytes.
class FormsBench : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void loadAndCreateStayNearBareReading()
    {
        QFile file(QStringLiteral(LUOTSI_SOURCE_DIR "/../shared/bench/forms/bench-5000.xml"));
        if (!file.open(QIODevice::ReadOnly))
            QSKIP("THE BENCH FORMS ARE NOT HERE: ../shared/bench is missing, nothing was measured");
        const QByteArray bytes = file.readAll();
        std::vector<double> ratios;
        for (int round = 0; round < 5; ++round) {
            QElapsedTimer timer;
            timer.start();
            QXmlStreamReader reader(bytes);
            while (!reader.atEnd())
                reader.readNext();
            const double bare = static_cast<double>(timer.nsecsElapsed());
            timer.start();
            const Scenario form(bytes);
            ratios.push_back(static_cast<double>(timer.nsecsElapsed()) / bare);
        }
        std::sort(ratios.begin(), ratios.end());
        qInfo() << "load and create against bare reading:" << ratios[2];
        QVERIFY(ratios[2] <= 4.0);
    }
};

QTEST_APPLESS_MAIN(FormsBench)
#include "FormsBench.moc"

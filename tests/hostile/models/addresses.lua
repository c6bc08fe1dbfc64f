error(tostring({}) .. tostring(print) .. tostring(function() end))
